//! Which addresses are called: those that anybody on the internet can reach.
//! Lists of what is special: IANA's registries of special-purpose addresses
//! for IPv4 and IPv6.

use std::net::{IpAddr, Ipv4Addr, Ipv6Addr};

/// Which addresses are called.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Guard {
    /// Public ones, over TLS.
    #[default]
    Public,
    /// This machine's own too, without TLS: in demonstration mode and in the
    /// rehearsal of the cloud.
    Loopback,
}

impl Guard {
    /// Loopback where a machine plays on its own.
    pub const fn with_loopback(plays: bool) -> Self {
        if plays { Self::Loopback } else { Self::Public }
    }

    /// Whether this address may be called.
    pub fn admits(self, address: IpAddr) -> bool {
        is_public(address) || (self == Self::Loopback && address.to_canonical().is_loopback())
    }
}

/// Whether anybody on the internet can reach it.
pub(crate) fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_public_v4(address),
        IpAddr::V6(address) => is_public_v6(address),
    }
}

/// Network, and how many of its bits count.
const SPECIAL_V4: [([u8; 4], u32); 15] = [
    ([0, 0, 0, 0], 8),       // this network
    ([10, 0, 0, 0], 8),      // private
    ([100, 64, 0, 0], 10),   // between a provider and its customers
    ([127, 0, 0, 0], 8),     // loopback
    ([169, 254, 0, 0], 16),  // link-local, and the metadata of clouds
    ([172, 16, 0, 0], 12),   // private
    ([192, 0, 0, 0], 24),    // protocols
    ([192, 0, 2, 0], 24),    // documentation
    ([192, 88, 99, 0], 24),  // 6to4 relays
    ([192, 168, 0, 0], 16),  // private
    ([198, 18, 0, 0], 15),   // benchmarks
    ([198, 51, 100, 0], 24), // documentation
    ([203, 0, 113, 0], 24),  // documentation
    ([224, 0, 0, 0], 4),     // multicast
    ([240, 0, 0, 0], 4),     // reserved, and broadcast
];

fn is_public_v4(address: Ipv4Addr) -> bool {
    let bits = address.to_bits();
    SPECIAL_V4.iter().all(|(network, length)| {
        let shift = 32 - length;
        bits >> shift != Ipv4Addr::from(*network).to_bits() >> shift
    })
}

/// Only `2000::/3` is given out to the public; within it, these are not.
const SPECIAL_V6: [(u128, u32); 4] = [
    (0x2001_0000 << 96, 23), // protocols, Teredo among them
    (0x2001_0db8 << 96, 32), // documentation
    (0x2002_0000 << 96, 16), // 6to4: leads to whatever IPv4 address it names
    (0x3fff_0000 << 96, 20), // documentation
];

fn is_public_v6(address: Ipv6Addr) -> bool {
    // `::ffff:10.0.0.1` is an IPv4 address in other clothes; so is what a
    // translator makes of `64:ff9b::10.0.0.1`, and `::10.0.0.1` of old. Only
    // the first reaches anything without a translator of one's own.
    if let Some(mapped) = address.to_ipv4_mapped() {
        return is_public_v4(mapped);
    }
    let bits = address.to_bits();
    bits >> 125 == 0b001
        && SPECIAL_V6.iter().all(|(network, length)| bits >> (128 - length) != network >> (128 - length))
}

#[cfg(test)]
mod tests {
    use super::*;
    use rstest::rstest;

    #[rstest]
    #[case("8.8.8.8", true)]
    #[case("1.1.1.1", true)]
    #[case("172.15.255.255", true)]
    #[case("172.32.0.0", true)]
    #[case("100.63.255.255", true)]
    #[case("100.128.0.0", true)]
    #[case("2a00:1450:400e:80c::200e", true)]
    #[case("2606:4700::1111", true)]
    #[case("::ffff:8.8.8.8", true)]
    #[case("0.0.0.0", false)]
    #[case("0.1.2.3", false)]
    #[case("10.0.0.1", false)]
    #[case("100.64.0.1", false)]
    #[case("127.0.0.1", false)]
    #[case("127.255.255.254", false)]
    #[case("169.254.169.254", false)]
    #[case("172.16.0.1", false)]
    #[case("172.31.255.255", false)]
    #[case("192.0.0.8", false)]
    #[case("192.0.2.1", false)]
    #[case("192.88.99.1", false)]
    #[case("192.168.1.1", false)]
    #[case("198.19.255.255", false)]
    #[case("198.51.100.7", false)]
    #[case("203.0.113.9", false)]
    #[case("224.0.0.1", false)]
    #[case("255.255.255.255", false)]
    #[case("::", false)]
    #[case("::1", false)]
    #[case("::7f00:1", false)]
    #[case("::ffff:127.0.0.1", false)]
    #[case("::ffff:a9fe:a9fe", false)]
    #[case("64:ff9b::7f00:1", false)]
    #[case("100::1", false)]
    #[case("2001::1", false)]
    #[case("2001:db8::1", false)]
    #[case("2002:7f00:1::", false)]
    #[case("3fff::1", false)]
    #[case("fc00::1", false)]
    #[case("fd12:3456::1", false)]
    #[case("fe80::1", false)]
    #[case("fec0::1", false)]
    #[case("ff02::1", false)]
    fn only_what_everybody_can_reach_is_called(#[case] address: IpAddr, #[case] public: bool) {
        assert_eq!(Guard::Public.admits(address), public, "{address}");
        let own = address.to_canonical().is_loopback();
        assert_eq!(Guard::Loopback.admits(address), public || own, "{address} in demonstration mode");
    }
}
