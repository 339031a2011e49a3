using System.Security.Cryptography.X509Certificates;

namespace EventSinks.Http;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class SinkHttpTlsTests : IAsyncDisposable
{
    private readonly PrivateAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly LoopbackServer _server;
    private readonly SinkHttp _http = new(Loopback.Allowed);

    public SinkHttpTlsTests()
    {
        _certificate = _authority.Issue("localhost");
        _server = new LoopbackServer(certificate: _certificate);
    }

    [Test]
    public void Get_WhenThePrivateAuthorityIsUnknown_Fails(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new(), cancellationToken), Throws.InstanceOf<HttpRequestException>());

    [Test]
    public void Get_WhenTheAuthorityIsNamed_Succeeds(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new() { CaCertificateFile = _authority.RootFile }, cancellationToken), Throws.Nothing);

    [Test]
    public void Get_WhenAnotherAuthorityIsNamed_Fails(CancellationToken cancellationToken)
    {
        using var other = new PrivateAuthority();

        Assert.That(
            () => GetAsync(new() { CaCertificateFile = other.RootFile }, cancellationToken), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public void Get_WhenTheServersNameIsNotInItsCertificate_Fails(CancellationToken cancellationToken)
    {
        var client = _http.GetClient(new() { CaCertificateFile = _authority.RootFile });
        var byNumber = new UriBuilder(_server.Address) { Host = "127.0.0.1" }.Uri;

        Assert.That(() => client.GetAsync(byNumber, cancellationToken), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public void Get_WhenTheServerIsNotVerified_Succeeds(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new() { VerifyServer = false }, cancellationToken), Throws.Nothing);

    [TestCase(true)]
    [TestCase(false)]
    public async Task Get_WhenAClientCertificateIsNamed_ShowsIt(bool keyInAFileOfItsOwn, CancellationToken cancellationToken)
    {
        using var client = _authority.Issue("the-sink");
        var file = Path.Combine(_authority.Folder, "client.pem");
        var keyFile = Path.Combine(_authority.Folder, "client.key");
        var key = client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        await File.WriteAllTextAsync(keyFile, key, cancellationToken);
        await File.WriteAllTextAsync(file, client.ExportCertificatePem() + (keyInAFileOfItsOwn ? "" : $"\n{key}\n"), cancellationToken);

        await GetAsync(
            new()
            {
                CaCertificateFile = _authority.RootFile,
                ClientCertificateFile = file,
                ClientKeyFile = keyInAFileOfItsOwn ? keyFile : null,
            },
            cancellationToken);

        Assert.That(_server.ClientSubject, Is.EqualTo("CN=the-sink"));
    }

    [Test]
    public async Task GetClient_WhenTheFileOfAuthoritiesComesLater_UsesItThen(CancellationToken cancellationToken)
    {
        var late = Path.Combine(_authority.Folder, "late.pem");
        SinkHttpSettings settings = new() { CaCertificateFile = late };
        Assert.That(
            () => _http.GetClient(settings),
            Throws.InstanceOf<IOException>().With.Message.StartsWith($"Cannot read the authorities' certificates in '{late}': "));

        File.Copy(_authority.RootFile, late);

        await GetAsync(settings, cancellationToken);
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public async Task GetClient_WhenTheFileOfAuthoritiesHasChanged_ReadsItAgain(CancellationToken cancellationToken)
    {
        using var other = new PrivateAuthority();
        SinkHttpSettings settings = new() { CaCertificateFile = other.RootFile };
        Assert.That(() => GetAsync(settings, cancellationToken), Throws.InstanceOf<HttpRequestException>());

        File.Copy(_authority.RootFile, other.RootFile, overwrite: true);
        File.SetLastWriteTimeUtc(other.RootFile, new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Utc));

        await GetAsync(settings, cancellationToken);
        Assert.That(_server.Requests, Has.Count.EqualTo(1));
    }

    [Test]
    public void GetClient_WhenTheFileOfAuthoritiesHoldsNone_SaysSo()
    {
        var empty = Path.Combine(_authority.Folder, "empty.pem");
        File.WriteAllText(empty, "nothing\n");

        Assert.That(
            () => _http.GetClient(new() { CaCertificateFile = empty }),
            Throws.InstanceOf<IOException>().With.Message.EqualTo($"'{empty}' holds no certificate; expected authorities as PEM."));
    }

    [Test]
    public void GetClient_WhenTheClientCertificateHasNoKey_SaysSo() =>
        Assert.That(
            () => _http.GetClient(new() { ClientCertificateFile = _authority.RootFile }),
            Throws.InstanceOf<IOException>().With.Message.StartsWith("Cannot read the client's certificate in "));

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _server.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task GetAsync(SinkHttpSettings settings, CancellationToken cancellationToken)
    {
        using var answer = await _http.GetClient(settings).GetAsync(_server.Address, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
