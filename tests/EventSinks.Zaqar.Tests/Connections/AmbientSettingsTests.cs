namespace EventSinks.Zaqar.Connections;

[Parallelizable(ParallelScope.All)]
public sealed class AmbientSettingsTests
{
    [Test]
    public void Read_TakesEachVariableAsItStands()
    {
        var settings = AmbientSettings.Read(name => $" {name} ");

        Assert.That(
            (settings.AuthType, settings.Endpoint, settings.ProjectId, settings.Token),
            Is.EqualTo(("OS_AUTH_TYPE", "OS_ENDPOINT", "OS_PROJECT_ID", "OS_TOKEN")));
        Assert.That(
            settings.Transport,
            Is.EqualTo(new SinkHttpSettings { CaCertificateFile = "OS_CACERT", ClientCertificateFile = "OS_CERT", ClientKeyFile = "OS_KEY" }));
    }

    [TestCase(null)]
    [TestCase("")]
    [TestCase("  ")]
    public void Read_OfAnEmptyVariable_CountsItAsAbsent(string? value)
    {
        var settings = AmbientSettings.Read(_ => value);

        Assert.That((settings.AuthType, settings.Endpoint, settings.ProjectId, settings.Token), Is.EqualTo(default((string?, string?, string?, string?))));
        Assert.That(settings.Transport, Is.EqualTo(new SinkHttpSettings()));
    }

    [TestCase("1", false)]
    [TestCase("yes", false)]
    [TestCase("TRUE", false)]
    [TestCase("0", true)]
    [TestCase("false", true)]
    [TestCase("no", true)]
    public void Read_OfInsecure_TakesTheWordsThatOpenStacksClientsTake(string value, bool verifies) =>
        Assert.That(AmbientSettings.Read(name => name == "OS_INSECURE" ? value : null).Transport.VerifyServer, Is.EqualTo(verifies));

    [Test]
    public void ToString_NeverShowsTheToken() =>
        Assert.That(AmbientSettings.Read(name => name == "OS_TOKEN" ? "s3cret" : null).ToString(), Does.Not.Contain("s3cret"));
}
