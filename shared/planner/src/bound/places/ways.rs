//! Numbers of visits of a week, by agency, as one number; and which follow from
//! which.

use super::track::Track;

/// How numbers of visits follow from each other when agencies come, looked up.
pub(super) struct Ways {
    visits_most: Vec<usize>,
    strides: Vec<usize>,
    /// By numbers of visits: the agencies that came.
    pub(super) came: Vec<u32>,
    of: Vec<Option<WaysOf>>,
}

/// From which numbers to which: where none of them came before, and where some did.
#[derive(Default)]
pub(super) struct WaysOf {
    pub(super) first: Vec<(u16, u16)>,
    /// The last so many are those where some came as often as is told apart.
    again: Vec<Again>,
    full: usize,
}

/// Where some of them came before; and those that came as often as is told apart.
pub(super) struct Again {
    pub(super) from: u16,
    pub(super) to: u16,
    pub(super) again: u32,
    pub(super) full: u32,
}

impl WaysOf {
    /// The ways where some of them came before. Those where one came as often as is
    /// told apart only where one of `useful` may be worth it beyond that.
    pub(super) fn again(&self, agencies: u32, useful: u32) -> impl Iterator<Item = &Again> {
        let tried = if agencies & useful == 0 { self.again.len() - self.full } else { self.again.len() };
        self.again[..tried].iter().filter(move |way| way.full & !useful == 0)
    }
}

impl Ways {
    pub(super) fn of_tracks(tracks: &[Track]) -> Self {
        let strides = strides(tracks);
        let visits_most: Vec<usize> = tracks.iter().map(|track| track.visits_most).collect();
        let all = visits_most.iter().map(|most| most + 1).product::<usize>();
        let came = |numbers: usize| {
            let has = |agency: &usize| !(numbers / strides[*agency]).is_multiple_of(visits_most[*agency] + 1);
            (0..strides.len()).filter(has).map(|agency| 1_u32 << agency).sum()
        };
        let came = (0..all).map(came).collect();
        let of = (0..1_usize << visits_most.len()).map(|_| None).collect();
        Self { visits_most, strides, came, of }
    }

    pub(super) fn of(&mut self, agencies: u32) -> &WaysOf {
        let Self { visits_most, strides, came, of } = self;
        of[agencies as usize].get_or_insert_with(|| {
            let mut of = WaysOf::default();
            for (from, came) in came.iter().enumerate() {
                let (mut to, mut full) = (from, 0);
                for agency in ones(agencies) {
                    if from / strides[agency] % (visits_most[agency] + 1) == visits_most[agency] {
                        full |= 1 << agency;
                    } else {
                        to += strides[agency];
                    }
                }
                let again = *came & agencies;
                let number = |numbers: usize| u16::try_from(numbers).unwrap_or(u16::MAX);
                if again == 0 {
                    of.first.push((number(from), number(to)));
                } else {
                    of.again.push(Again { from: number(from), to: number(to), again, full });
                }
            }
            of.again.sort_by_key(|way| way.full != 0);
            of.full = of.again.iter().filter(|way| way.full != 0).count();
            of
        })
    }
}

/// By agency: how far apart numbers of visits are that differ by one of its.
pub(super) fn strides(tracks: &[Track]) -> Vec<usize> {
    let mut all = 1;
    let stride = |track: &Track| {
        let stride = all;
        all *= track.visits_most + 1;
        stride
    };
    tracks.iter().map(stride).collect()
}

/// The places of the ones of a number.
pub(super) fn ones(mut number: u32) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let place = number.trailing_zeros();
        let one = (number != 0).then_some(place as usize);
        number &= number.wrapping_sub(1);
        one
    })
}
