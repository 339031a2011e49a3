using System.Net;
using System.Net.Sockets;
using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Http;

[Parallelizable(ParallelScope.All)]
public sealed class AddressGuardTests
{
    private static readonly AddressGuard Guard = new(new SinkHttpOptions());

    // One list is the code's, this one is the registries': https://www.iana.org/assignments/iana-ipv4-special-registry and …-ipv6-….
    [TestCase("0.0.0.0")]
    [TestCase("0.255.255.255")]
    [TestCase("10.0.0.0")]
    [TestCase("10.255.255.255")]
    [TestCase("100.64.0.0")]
    [TestCase("100.127.255.255")]
    [TestCase("127.0.0.1")]
    [TestCase("127.255.255.255")]
    [TestCase("169.254.169.254")]
    [TestCase("172.16.0.0")]
    [TestCase("172.31.255.255")]
    [TestCase("192.0.0.0")]
    [TestCase("192.0.0.255")]
    [TestCase("192.0.2.1")]
    [TestCase("192.31.196.1")]
    [TestCase("192.52.193.1")]
    [TestCase("192.88.99.1")]
    [TestCase("192.168.0.0")]
    [TestCase("192.168.255.255")]
    [TestCase("192.175.48.1")]
    [TestCase("198.18.0.0")]
    [TestCase("198.19.255.255")]
    [TestCase("198.51.100.1")]
    [TestCase("203.0.113.1")]
    [TestCase("224.0.0.1")]
    [TestCase("239.255.255.255")]
    [TestCase("240.0.0.0")]
    [TestCase("255.255.255.255")]
    [TestCase("::")]
    [TestCase("::1")]
    [TestCase("::8.8.8.8", Description = "IPv4-compatible")]
    [TestCase("64:ff9b:1::1")]
    [TestCase("100::1")]
    [TestCase("100:0:0:1::1")]
    [TestCase("2001::1", Description = "Teredo")]
    [TestCase("2001:2::1", Description = "benchmarking")]
    [TestCase("2001:10::1", Description = "ORCHID")]
    [TestCase("2001:1ff:ffff::1")]
    [TestCase("2001:db8::1")]
    [TestCase("2002:808:808::1", Description = "6to4")]
    [TestCase("2620:4f:8000::1")]
    [TestCase("3fff::1")]
    [TestCase("3fff:fff:ffff::1")]
    [TestCase("5f00::1")]
    [TestCase("fc00::1")]
    [TestCase("fd00:ec2::254")]
    [TestCase("fe80::1")]
    [TestCase("fe80::1%3")]
    [TestCase("fec0::1")]
    [TestCase("ff02::1")]
    [TestCase("1fff::1")]
    [TestCase("4000::1")]
    [TestCase("9000::1")]
    [TestCase("::ffff:127.0.0.1")]
    [TestCase("::ffff:0:127.0.0.1", Description = "IPv4-translated")]
    [TestCase("64:ff9b::10.0.0.1")]
    [TestCase("2a00::5efe:10.0.0.1", Description = "ISATAP")]
    [TestCase("2a00::200:5efe:10.0.0.1", Description = "ISATAP")]
    public void Allows_AnAddressThatIsNotInTheInternet_No(string address) => Assert.That(Guard.Allows(IPAddress.Parse(address)), Is.False);

    // Each is a neighbour of a range, or a public address in a disguise that is none.
    [TestCase("1.0.0.0")]
    [TestCase("9.255.255.255")]
    [TestCase("11.0.0.0")]
    [TestCase("100.63.255.255")]
    [TestCase("100.128.0.0")]
    [TestCase("126.255.255.255")]
    [TestCase("128.0.0.0")]
    [TestCase("169.253.255.255")]
    [TestCase("169.255.0.0")]
    [TestCase("172.15.255.255")]
    [TestCase("172.32.0.0")]
    [TestCase("192.0.1.0")]
    [TestCase("192.0.3.0")]
    [TestCase("192.88.98.255")]
    [TestCase("192.167.255.255")]
    [TestCase("192.169.0.0")]
    [TestCase("198.17.255.255")]
    [TestCase("198.20.0.0")]
    [TestCase("223.255.255.255")]
    [TestCase("2000::1")]
    [TestCase("2001:200::1")]
    [TestCase("2001:db7:ffff::1")]
    [TestCase("2001:db9::1")]
    [TestCase("2003::1")]
    [TestCase("2606:4700:4700::1111")]
    [TestCase("3ffe:ffff::1")]
    [TestCase("3fff:1000::1")]
    [TestCase("::ffff:8.8.8.8")]
    [TestCase("64:ff9b::8.8.8.8")]
    [TestCase("2a00::5efe:8.8.8.8")]
    public void Allows_AnAddressInTheInternet_Yes(string address) => Assert.That(Guard.Allows(IPAddress.Parse(address)), Is.True);

    [Test]
    public void Allows_BothEndsOfEachRange_No() =>
        Assert.That(SpecialAddresses.Ranges.SelectMany(static range => Ends(range.Network)).Where(Guard.Allows), Is.Empty);

    [Test]
    public void Ranges_EachHasItsPurposeAndSource() =>
        Assert.That(SpecialAddresses.Ranges, Is.All.Matches<SpecialRange>(static range => range.Purpose.Length > 0 && range.Source.StartsWith("RFC ", StringComparison.Ordinal)));

    [Test]
    public void Allows_ASpecialIpv4AddressInWhateverClothes_No() =>
        Prop.ForAll(SpecialIpv4().ToArbitrary(), static v4 => Disguises(v4).All(static address => !Guard.Allows(address))).QuickCheckThrowOnFailure();

    [Test]
    public void Allows_APublicIpv4AddressWhereItStandsForItself_Yes() =>
        Prop.ForAll(
            AnyIpv4().Where(static v4 => !SpecialAddresses.Include(v4)).ToArbitrary(),
            static v4 => Guard.Allows(v4) && Guard.Allows(v4.MapToIPv6()) && Guard.Allows(Behind("64:ff9b::", v4))).QuickCheckThrowOnFailure();

    [TestCase("10.1.2.3", true)]
    [TestCase("::ffff:10.1.2.3", true)]
    [TestCase("64:ff9b::10.1.2.3", true)]
    [TestCase("10.2.0.0", false)]
    [TestCase("10.1.9.9", false)]
    [TestCase("64:ff9b::10.1.9.9", false)]
    [TestCase("fd12::1", true)]
    [TestCase("fd13::1", false)]
    [TestCase("52.1.2.3", false)]
    [TestCase("::ffff:52.1.2.3", false)]
    [TestCase("64:ff9b::52.1.2.3", false)]
    [TestCase("2a00::5efe:52.1.2.3", false)]
    [TestCase("2a02:1::10.0.0.1", false)]
    [TestCase("52.2.2.3", true)]
    public void Allows_WhereTheOperatorHasSaidMore_GoesByThat(string address, bool expected)
    {
        var guard = new AddressGuard(new SinkHttpOptions
        {
            AllowedNetworks = [IPNetwork.Parse("10.1.0.0/16"), IPNetwork.Parse("fd12::/16")],
            RefusedNetworks = [IPNetwork.Parse("10.1.9.0/24"), IPNetwork.Parse("52.1.0.0/16"), IPNetwork.Parse("2a02:1::/96")],
        });

        Assert.That(guard.Allows(IPAddress.Parse(address)), Is.EqualTo(expected));
    }

    [TestCase("127.0.0.1")]
    [TestCase("169.254.169.254")]
    [TestCase("::1")]
    [TestCase("fe80::1")]
    [TestCase("2002:7f00:1::")]
    public void Allows_WhereEverythingIsAllowed_Yes(string address) =>
        Assert.That(new AddressGuard(SinkHttpOptions.AnyAddress).Allows(IPAddress.Parse(address)), Is.True);

    [TestCase("http://127.0.0.1/", false)]
    [TestCase("http://127.0.0.1./", false)]
    [TestCase("http://127.1/", false)]
    [TestCase("http://2130706433/", false)]
    [TestCase("http://0177.0.0.1/", false)]
    [TestCase("http://017700000001/", false)]
    [TestCase("http://0x7f.1/", false)]
    [TestCase("http://0X7F000001/", false)]
    [TestCase("http://0/", false)]
    [TestCase("http://[::1]/", false)]
    [TestCase("http://[0:0:0:0:0:0:0:1]/", false)]
    [TestCase("http://[::ffff:127.0.0.1]/", false)]
    [TestCase("http://[::FFFF:7F00:1]/", false)]
    [TestCase("http://[fe80::1%253]/", false)]
    [TestCase("http://[fd00:ec2::254]/latest/meta-data", false)]
    [TestCase("http://169.254.169.254/latest/meta-data", false)]
    [TestCase("http://user:password@10.0.0.1:8080/", false)]
    [TestCase("http://localhost/", false)]
    [TestCase("http://LOCALHOST./", false)]
    [TestCase("http://db.LocalHost:5432/", false)]
    [TestCase("http://8.8.8.8/", true)]
    [TestCase("http://134744072/", true)]
    [TestCase("http://hooks.example.com/", true)]
    [TestCase("http://notlocalhost/", true)]
    [TestCase("http://localhost.example.com/", true)]
    public void MayAllow_OfAUrl_IsFalseForSpecialAddressesInWhateverNotation(string url, bool expected) =>
        Assert.That(Guard.MayAllow(new Uri(url)), Is.EqualTo(expected));

    private static IEnumerable<IPAddress> Disguises(IPAddress v4)
    {
        var bytes = v4.GetAddressBytes();
        yield return v4;
        yield return v4.MapToIPv6();
        yield return Behind("64:ff9b::", v4);
        yield return Behind("64:ff9b:1::", v4);
        yield return Behind("::", v4);
        yield return Behind("::ffff:0:0:0", v4);
        yield return Behind("2a00:1::5efe:0:0", v4);
        yield return Behind("2a00:1::200:5efe:0:0", v4);
        yield return new IPAddress([0x20, 0x02, .. bytes, .. new byte[10]]);
        yield return new IPAddress([0x20, 0x01, 0, 0, .. bytes, .. new byte[8]]);
        yield return new IPAddress([0x20, 0x01, 0, 0, 8, 8, 8, 8, 0, 0, 0, 0, .. bytes.Select(static each => (byte)~each)]);
        yield return new IPAddress([0, 0x64, 0xFF, 0x9B, 0, 1, bytes[0], bytes[1], 0, bytes[2], bytes[3], 0, 0, 0, 0, 0]);
    }

    private static IPAddress Behind(string prefix, IPAddress v4) => new([.. IPAddress.Parse(prefix).GetAddressBytes()[..12], .. v4.GetAddressBytes()]);

    private static Gen<IPAddress> AnyIpv4() => ArbMap.Default.ArbFor<uint>().Generator.Select(static number => new IPAddress(BitConverter.GetBytes(number)));

    // A range, then an address in it: most numbers are in none.
    private static Gen<IPAddress> SpecialIpv4() =>
        from range in Gen.Elements(SpecialAddresses.Ranges.Where(static each => each.Network.BaseAddress.AddressFamily is AddressFamily.InterNetwork))
        from number in ArbMap.Default.ArbFor<uint>().Generator
        select Within(range.Network, number);

    private static IPAddress Within(IPNetwork network, uint number)
    {
        var mask = network.PrefixLength == 0 ? 0 : uint.MaxValue << (32 - network.PrefixLength);
        var start = ToNumber(network.BaseAddress);
        return new IPAddress([.. BitConverter.GetBytes((start & mask) | (number & ~mask)).Reverse()]);
    }

    private static uint ToNumber(IPAddress v4) => BitConverter.ToUInt32([.. v4.GetAddressBytes().Reverse()]);

    private static IEnumerable<IPAddress> Ends(IPNetwork network)
    {
        var last = network.BaseAddress.GetAddressBytes();
        for (var bit = network.PrefixLength; bit < last.Length * 8; bit++)
        {
            last[bit / 8] |= (byte)(0x80 >> (bit % 8));
        }

        return [network.BaseAddress, new IPAddress(last)];
    }
}
