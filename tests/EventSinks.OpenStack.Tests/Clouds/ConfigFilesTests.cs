namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class ConfigFilesTests
{
    private const string Here = $"clouds: {{here: {{auth: {{{CloudMachine.Auth}}}}}}}";
    private const string There = $"clouds: {{there: {{auth: {{{CloudMachine.Auth}}}}}}}";

    [TestCase("here/clouds.yaml", "here/clouds.yml")]
    [TestCase("here/clouds.yml", "here/clouds.json")]
    [TestCase("here/clouds.json", "home/.config/openstack/clouds.yaml")]
    [TestCase("home/.config/openstack/clouds.yaml", "etc/xdg/openstack/clouds.yaml")]
    [TestCase("etc/xdg/openstack/clouds.yaml", "etc/openstack/clouds.yaml")]
    public void Read_TwoFiles_TheFirstOfTheSearchPathWinsWhole(string first, string second)
    {
        using var machine = new CloudMachine().With(Here, first).With(There, second);

        Assert.That(machine.Reader.Read().Source, Is.EqualTo($"cloud 'here' of {machine.PathOf(first)}"));
        Assert.That(machine.Reader.Read("there").Problem, Is.EqualTo("Cloud there was not found. Known are here."));
    }

    [Test]
    public void Read_AFileThatAVariableNames_GoesFirst()
    {
        using var machine = new CloudMachine().With(Here).With(There, "other/x");
        machine.WithVariables($"CLIENT_CONFIG_FILE={machine.PathOf("other/x")}");

        Assert.That(machine.Reader.Read().Source, Is.EqualTo($"cloud 'there' of {machine.PathOf("other/x")}"));
    }

    [Test]
    public void Read_AFileThatAVariableNamesAndIsNotThere_IsWarnedOf()
    {
        using var machine = new CloudMachine().With(Here).WithVariables("CLIENT_CONFIG_FILE=/no/such/file");

        var reading = machine.Reader.Read();

        Assert.That(reading.Problem, Is.Null);
        Assert.That(
            reading.Warnings.Single(),
            Is.EqualTo("The file that OS_CLIENT_CONFIG_FILE names, /no/such/file, cannot be used; others are looked for."));
    }

    [TestCase("clouds: {here: {auth: {password: hush", "is no valid YAML at ")]
    [TestCase("- hush", "holds no map")]
    [TestCase("a: \u0001hush", "is no valid YAML at 1:4")]
    public void Read_AFileThatCannotBeUsed_IsPassedOverWithAWarning(string text, string reason)
    {
        using var machine = new CloudMachine().With(text).With(There, "etc/openstack/clouds.yaml");

        var reading = machine.Reader.Read();

        Assert.That(reading.Source, Does.StartWith("cloud 'there'"));
        Assert.That(reading.Warnings.Single(), Does.StartWith($"{machine.PathOf("here/clouds.yaml")} {reason}").And.Not.Contain("hush"));
    }

    [Test]
    public void Read_AFolderWithTheNameOfAFile_IsPassedOverWithAWarning()
    {
        using var machine = new CloudMachine().With(There, "etc/openstack/clouds.yaml");
        Directory.CreateDirectory(machine.PathOf("here/clouds.yaml"));

        var reading = machine.Reader.Read();

        Assert.That(reading.Source, Does.StartWith("cloud 'there'"));
        Assert.That(reading.Warnings.Single(), Does.EndWith("cannot be read and is passed over."));
    }

    [Test]
    public void Read_OnlyAFileThatCannotBeUsed_IsNamedInTheProblem()
    {
        using var machine = new CloudMachine().With("clouds: [");

        Assert.That(machine.Reader.Read("prod").Problem, Does.StartWith("Cloud prod was not found. None is known")
            .And.EndWith($"Not usable: {machine.PathOf("here/clouds.yaml")}."));
    }

    [Test]
    public void Read_AnEmptyFile_WinsWithoutClouds()
    {
        using var machine = new CloudMachine().With("").With(There, "etc/openstack/clouds.yaml");

        Assert.That(machine.Reader.Read("there").Problem, Does.Contain($"{machine.PathOf("here/clouds.yaml")} has no clouds"));
    }

    [Test]
    public void Read_AFileLongerThanTheLimit_IsPassedOver()
    {
        using var machine = new CloudMachine().With(Here + "\n#" + new string('x', 1 << 20)).With(There, "etc/openstack/clouds.yaml");

        Assert.That(machine.Reader.Read().Source, Does.StartWith("cloud 'there'"));
    }

    [Test]
    public void Read_JsonIndentedWithTabs_IsRead()
    {
        using var machine = new CloudMachine().With(
            "{\n\t\"clouds\": {\n\t\t\"here\": {\"auth\":\t{\"auth_url\": \"https://k/v3\", \"token\": \"a\\tb\"}}\n\t}\n}", "here/clouds.json");

        Assert.That(machine.Reader.Read().Settings.Token, Is.EqualTo("a\tb"));
    }

    [Test]
    public void Read_ASecureFile_IsMergedIntoTheCloudsOfAnotherFolder()
    {
        using var machine = new CloudMachine()
            .WithCloud(auth: "auth_url: 'https://k', username: u, user_domain_name: Default, password: open")
            .With("clouds: {prod: {auth: {password: hidden}, region_name: R2}}", "etc/openstack/secure.yaml");

        var settings = machine.Reader.Read().Require();

        Assert.That((settings.Password, settings.UserName, settings.Region), Is.EqualTo(("hidden", "u", "R2")));
    }

    [Test]
    public void Read_ASecureFileAlone_MakesClouds()
    {
        using var machine = new CloudMachine().With(There, "home/.config/openstack/secure.yml");

        Assert.That(machine.Reader.Read().Source, Is.EqualTo($"cloud 'there' of {machine.PathOf("home/.config/openstack/secure.yml")}"));
    }

    [Test]
    public void Read_ASecureFileThatAVariableNames_GoesFirst()
    {
        using var machine = new CloudMachine().WithCloud()
            .With("clouds: {prod: {region_name: R1}}", "here/secure.yaml").With("clouds: {prod: {region_name: R2}}", "other/secret");
        machine.WithVariables($"CLIENT_SECURE_FILE={machine.PathOf("other/secret")}");

        Assert.That(machine.Reader.Read().Require().Region, Is.EqualTo("R2"));
    }
}
