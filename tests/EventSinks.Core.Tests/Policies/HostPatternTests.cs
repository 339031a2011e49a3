namespace EventSinks.Policies;

[Parallelizable(ParallelScope.All)]
public sealed class HostPatternTests
{
    [TestCase("example.org", "http://example.org/", true)]
    [TestCase("example.org", "https://EXAMPLE.org./x", true)]
    [TestCase("EXAMPLE.org", "https://example.org/", true)]
    [TestCase("example.org", "https://example.org:8443/", true)]
    [TestCase("example.org", "https://www.example.org/", false)]
    [TestCase("example.org", "https://example.org.evil.com/", false)]
    [TestCase("example.org", "https://example.org@evil.com/", false)]
    [TestCase("example.org:443", "https://example.org/", true)]
    [TestCase("example.org:443", "http://example.org/", false)]
    [TestCase("example.org:8443", "https://example.org:8443/", true)]
    [TestCase("*.example.org", "https://a.example.org/", true)]
    [TestCase("*.example.org", "https://a.b.example.org/", true)]
    [TestCase("*.example.org", "https://example.org/", false)]
    [TestCase("*.example.org", "https://anexample.org/", false)]
    [TestCase("*.example.org", "https://.example.org.evil.com/", false)]
    [TestCase("*:8443", "https://whatever.example:8443/", true)]
    [TestCase("*:8443", "https://whatever.example/", false)]
    [TestCase("127.0.0.1", "http://0x7f000001/", true)]
    [TestCase("127.0.0.1", "http://127.0.0.1.evil.com/", false)]
    [TestCase("[2001:db8::1]", "http://[2001:DB8:0:0::1]/", true)]
    [TestCase("[2001:db8::1]:80", "http://[2001:db8::1]/", true)]
    [TestCase("[2001:db8::1]", "http://[2001:db8::2]/", false)]
    [TestCase("bücher.example", "https://xn--bcher-kva.example/", true)]
    [TestCase("xn--bcher-kva.example", "https://bücher.example/", true)]
    public void Allow_OfAUrl_IsByItsHostAndPort(string pattern, string url, bool isAllowed) =>
        Assert.That(Uri.TryCreate(url, UriKind.Absolute, out var parsed) && new AllowedHosts([pattern]).Allow(parsed), Is.EqualTo(isAllowed));

    [TestCase("")]
    [TestCase("http://example.org")]
    [TestCase("example.org/")]
    [TestCase("example.org:0")]
    [TestCase("example.org:65536")]
    [TestCase("example.org:x")]
    [TestCase("user@example.org")]
    [TestCase("exa*mple.org")]
    [TestCase("*example.org")]
    [TestCase("*.*.example.org")]
    [TestCase("*.127.0.0.1")]
    [TestCase("2001:db8::1")]
    [TestCase("example.org\n")]
    [TestCase("a b")]
    public void TryParse_OfWhatIsNoHost_IsNothing(string text) => Assert.That(HostPattern.TryParse(text), Is.Null);

    [Test]
    public void Allow_WhereTheOperatorsOwnSinksLead_IsSoForRequestsAndNotForDeclarations()
    {
        var hosts = new AllowedHosts(["example.org"]);

        hosts.AddOperators("audit.internal:8443");
        hosts.AddOperators("no host at all");

        Assert.That(hosts.Allow(new Uri("https://audit.internal:8443/")));
        Assert.That(hosts.Allow(new Uri("https://audit.internal:9443/")), Is.False);
        Assert.That(hosts.Allow(new Uri("https://other.internal:8443/")), Is.False);
        Assert.That(hosts.AllowEndpoint("audit.internal:8443"), Is.False);
    }

    [TestCase("hooks.example.org", "hooks.example.org:443/5f2b7c1d9e00", true, TestName = "AllowEndpoint_WithMoreBehindTheServer_GoesByTheServer")]
    [TestCase("example.org", "hooks.example.org:443/example.org", false, TestName = "AllowEndpoint_WithAnAllowedHostBehindTheServer_GoesByTheServer")]
    [TestCase("hooks.example.org:443", "hooks.example.org:80", false, TestName = "AllowEndpoint_WithThePortOfHttp_IsThatPortAlone")]
    [TestCase("hooks.example.org:80", "hooks.example.org:80", true, TestName = "AllowEndpoint_WithThePortOfHttp_IsAllowedByIt")]
    [TestCase("[2001:db8::1]", "[2001:db8::1]:8443", true, TestName = "AllowEndpoint_OfAnIpv6Address_KnowsItsPort")]
    public void AllowEndpoint(string pattern, string endpoint, bool isAllowed) =>
        Assert.That(new AllowedHosts([pattern]).AllowEndpoint(endpoint), Is.EqualTo(isAllowed));

    [Test]
    public void AddOperators_WithAPort_OpensThatPortAlone()
    {
        var hosts = new AllowedHosts([]);
        hosts.AddOperators("inside.example.org:80/5f2b7c1d9e00");

        Assert.That(hosts.Allow(new Uri("http://inside.example.org/")), Is.True);
        Assert.That(hosts.Allow(new Uri("http://inside.example.org:8080/")), Is.False);
    }
}
