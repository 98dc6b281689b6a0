//! The kit as its users meet it: through a router, and as finished pages.

#[cfg(test)]
mod abuse;
#[cfg(test)]
mod addresses;
#[cfg(test)]
mod edge;
#[cfg(test)]
mod full;
#[cfg(test)]
mod pages;
#[cfg(test)]
mod support;
#[cfg(test)]
mod words;
