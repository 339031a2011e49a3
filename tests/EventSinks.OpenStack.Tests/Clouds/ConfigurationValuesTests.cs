namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class ConfigurationValuesTests
{
    [Test]
    public void ReadValues_InAnyCase_AreRead()
    {
        using var machine = new CloudMachine().WithCloud().WithUser();

        var reading = Read(
            machine,
            ("AUTH_URL", "https://k/{x}"), ("User-Name", "a"), ("password", "b"), ("user_domain_name", "c"),
            ("Interface", "internal"), ("region_name", "R"));

        Assert.That(reading.Source, Is.EqualTo("the configuration"));
        Assert.That(reading.Require(), Is.EqualTo(new CloudSettings
        {
            AuthUrl = new Uri("https://k/{x}"),
            UserName = "a",
            Password = "b",
            UserDomainName = "c",
            Interface = "internal",
            Region = "R",
        }));
    }

    [Test]
    public void ReadValues_Nothing_IsAProblemWhateverTheVariablesSay()
    {
        using var machine = new CloudMachine().WithCloud().WithUser();

        Assert.That(Read(machine, ("password", ""), ("cloud", null)).Problem, Does.StartWith("the configuration has no 'auth_url'; "));
    }

    [Test]
    public void ReadValues_ACloud_IsReadFromItsFile()
    {
        using var machine = new CloudMachine().WithCloud("regions: [R1, R2]").WithUser();

        var reading = Read(machine, ("cloud", "prod"), ("region_name", "R2"));

        Assert.That(reading.Source, Is.EqualTo($"cloud 'prod' of {machine.PathOf("here/clouds.yaml")}"));
        Assert.That((reading.Require().Region, reading.Warnings.Count), Is.EqualTo(("R2", 0)));
    }

    [Test]
    public void ReadValues_BesideACloud_GoBeforeWhatItsFileSaysByAnyName()
    {
        using var machine = new CloudMachine().WithCloud(
            "endpoint_type: admin, messaging_endpoint_override: 'http://a', cacert: /a", $"{CloudMachine.Auth}, project_id: old");

        var reading = Read(
            machine,
            ("cloud", "prod"), ("interface", "internal"), ("tenant_id", "new"), ("messaging_endpoint", "http://b"),
            ("password", "other"), ("cacert", ""));
        var settings = reading.Require();

        Assert.That(
            (settings.Interface, settings.ProjectId, settings.MessagingEndpoint, settings.Password, settings.CaCertificateFile),
            Is.EqualTo(("internal", "new", "http://b", "other", "/a")));
        Assert.That(reading.Source, Does.EndWith(", with the configuration"));
    }

    [TestCase("region_name: RegionOne")]
    [TestCase("region_name: RegionOne, profile: acme")]
    [TestCase("interface: public")]
    public void ReadValues_ARegionOverASingleOne_ReplacesIt(string cloud)
    {
        using var machine = new CloudMachine().WithCloud(cloud).With("public-clouds: {acme: {region_name: north}}", "here/clouds-public.yaml");

        Assert.That(Read(machine, ("cloud", "prod"), ("region_name", "RegionTwo")).Require().Region, Is.EqualTo("RegionTwo"));
    }

    [TestCase("regions: [R1, R2], region_name: R3")]
    [TestCase("region_name: [R1, R2]")]
    [TestCase("region_name: 'R1,R2'")]
    [TestCase("profile: acme")]
    [TestCase("profile: acme, region_name: R1")]
    public void ReadValues_ARegionThatIsNotOnTheList_IsAProblem(string cloud)
    {
        using var machine = new CloudMachine().WithCloud(cloud).With("public-clouds: {acme: {regions: [R1, R2]}}", "here/clouds-public.yaml");

        Assert.That(Read(machine, ("cloud", "prod"), ("region_name", "R3")).Problem, Does.Contain("is not a valid region name").And.Contain("R1,R2"));
    }

    [Test]
    public void ReadValues_AnUnknownCloud_IsAProblem()
    {
        using var machine = new CloudMachine().WithCloud().WithUser();

        Assert.That(Read(machine, ("cloud", "envvars")).Problem, Is.EqualTo("Cloud envvars was not found. Known are prod."));
    }

    [Test]
    public void ReadValues_AnUnknownKey_IsWarnedOf()
    {
        using var machine = new CloudMachine();

        Assert.That(
            Read(machine, ("pasword", "hush")).Warnings.Single(),
            Is.EqualTo("'pasword' of the configuration is no setting of a cloud and is ignored."));
    }

    private static CloudReading Read(CloudMachine machine, params (string Key, string? Value)[] values) =>
        machine.Reader.ReadValues(values.ToDictionary(value => value.Key, value => value.Value, StringComparer.Ordinal));
}
