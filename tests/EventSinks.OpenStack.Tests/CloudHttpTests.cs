using System.Security.Cryptography.X509Certificates;
using EventSinks.Http;

namespace EventSinks.OpenStack;

[Parallelizable(ParallelScope.All)]
[FixtureLifeCycle(LifeCycle.InstancePerTestCase)]
[CancelAfter(30_000)]
public sealed class CloudHttpTests : IAsyncDisposable
{
    private readonly PrivateAuthority _authority = new();
    private readonly X509Certificate2 _certificate;
    private readonly LoopbackServer _server;

    public CloudHttpTests()
    {
        _certificate = _authority.Issue("localhost");
        _server = new LoopbackServer(certificate: _certificate);
    }

    [Test]
    public void NewHandler_FollowsNobodyAndRemembersNothing()
    {
        using var handler = CloudHttp.NewHandler(new());

        Assert.That((handler.AllowAutoRedirect, handler.UseCookies, handler.UseProxy), Is.EqualTo((false, false, false)));
        Assert.That(handler.PooledConnectionLifetime, Is.EqualTo(TimeSpan.FromMinutes(5)));
    }

    [Test]
    public void NewHandler_WithoutAFileOfAuthorities_TrustsTheMachinesAlone(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new(), cancellationToken), Throws.InstanceOf<HttpRequestException>());

    [Test]
    public void NewHandler_WithTheServersAuthority_TrustsIt(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new() { CaCertificateFile = _authority.RootFile }, cancellationToken), Throws.Nothing);

    [Test]
    public void NewHandler_WithAnotherAuthority_DoesNotTrustTheServer(CancellationToken cancellationToken)
    {
        using var other = new PrivateAuthority();

        Assert.That(() => GetAsync(new() { CaCertificateFile = other.RootFile }, cancellationToken), Throws.InstanceOf<HttpRequestException>());
    }

    [Test]
    public void NewHandler_ThatDoesNotVerify_TrustsAnybody(CancellationToken cancellationToken) =>
        Assert.That(() => GetAsync(new() { VerifyServer = false, CaCertificateFile = "/no/such/file" }, cancellationToken), Throws.Nothing);

    [TestCase(true)]
    [TestCase(false)]
    public async Task NewHandler_WithAClientCertificate_ShowsIt(bool keyInAFileOfItsOwn, CancellationToken cancellationToken)
    {
        using var client = _authority.Issue("the-engine");
        var file = Path.Combine(_authority.Folder, "client.pem");
        var keyFile = Path.Combine(_authority.Folder, "client.key");
        var key = client.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem();
        await File.WriteAllTextAsync(keyFile, key, cancellationToken);
        await File.WriteAllTextAsync(file, client.ExportCertificatePem() + (keyInAFileOfItsOwn ? "" : $"\n{key}\n"), cancellationToken);

        await GetAsync(
            new() { CaCertificateFile = _authority.RootFile, ClientCertificateFile = file, ClientKeyFile = keyInAFileOfItsOwn ? keyFile : null },
            cancellationToken);

        Assert.That(_server.ClientSubject, Is.EqualTo("CN=the-engine"));
    }

    [Test]
    public void NewHandler_WithAFileThatCannotBeRead_NamesIt()
    {
        CloudSettings[] all =
        [
            new() { CaCertificateFile = "/no/such/file" },
            new() { ClientCertificateFile = "/no/such/file" },
            new() { ClientCertificateFile = _authority.RootFile, ClientKeyFile = "/no/such/file" },
        ];
        foreach (var settings in all)
        {
            Assert.That(() => CloudHttp.NewHandler(settings), Throws.InstanceOf<IOException>().With.Message.Contains("'/no/such/file'"));
        }
    }

    [Test]
    public void NewHandler_WithAFileThatHoldsSomethingElse_NamesIt()
    {
        var empty = Path.Combine(_authority.Folder, "empty.pem");
        File.WriteAllText(empty, "nothing\n");

        foreach (var settings in new CloudSettings[] { new() { CaCertificateFile = empty }, new() { ClientCertificateFile = empty } })
        {
            Assert.That(() => CloudHttp.NewHandler(settings), Throws.InstanceOf<IOException>().With.Message.Contains($"'{empty}'"));
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _certificate.Dispose();
        _authority.Dispose();
    }

    private async Task GetAsync(CloudSettings settings, CancellationToken cancellationToken)
    {
        using var client = new HttpClient(CloudHttp.NewHandler(settings));
        using var answer = await client.GetAsync(_server.Address, cancellationToken);
        answer.EnsureSuccessStatusCode();
    }
}
