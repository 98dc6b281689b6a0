//! Figures with their bounds.

use serde::Serialize;

use super::wilson;

/// A share with its 95 % Wilson bounds, all between 0 and 1.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema))]
pub struct Share {
    /// The share.
    pub value: f64,
    /// Lower 95 % bound.
    pub low: f64,
    /// Upper 95 % bound.
    pub high: f64,
}

impl Share {
    /// The share of some among `n`; of none it is no number.
    pub fn of(successes: u64, n: u64) -> Self {
        let (low, high) = wilson(successes, n);
        Self { value: successes as f64 / n as f64, low, high }
    }
}

/// The net promoter score, between -100 and 100.
// Its bounds join those of both shares: promoters at their lowest with
// detractors at their highest, and the reverse. The standard error of a
// difference is never above the sum of both standard errors, so these bounds
// are at least as wide as 95 % asks.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = NetPromoterScore))]
pub struct Net {
    /// Percent 9 to 10 less percent 0 to 6.
    pub value: f64,
    /// Lower bound.
    pub low: f64,
    /// Upper bound.
    pub high: f64,
    /// Share of 9 to 10.
    pub promoters: Share,
    /// Share of 0 to 6.
    pub detractors: Share,
}

/// A figure without bounds, on its own scale.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
#[cfg_attr(feature = "described", derive(utoipa::ToSchema), schema(as = Figure))]
pub struct Single {
    /// The figure.
    pub value: f64,
}
