//! What is told, entered by its router. One program, so that it is linked once.

mod statistics;
