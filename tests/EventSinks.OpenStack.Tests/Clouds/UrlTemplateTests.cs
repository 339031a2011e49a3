namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class UrlTemplateTests
{
    private const string User = "username: u, password: hush, user_domain_name: Default, project_id: p1";

    [TestCase("https://{region_name}.k", "https://r1.k/")]
    [TestCase("https://k/{auth[project_id]}/{port}", "https://k/p1/5000")]
    [TestCase("https://k/{{x}}", "https://k/%7Bx%7D")]
    [TestCase("https://k/{{{port}}}", "https://k/%7B5000%7D")]
    public void Read_BracesInTheUrlOfAFile_AreFilled(string url, string expected)
    {
        using var machine = new CloudMachine().WithCloud("region_name: r1, port: 5000", $"{User}, auth_url: '{url}'");

        Assert.That(machine.Reader.Read().Require().AuthUrl!.AbsoluteUri, Is.EqualTo(expected));
    }

    [TestCase("https://k/{nope}")]
    [TestCase("https://k/{auth[nope]}")]
    [TestCase("https://k/{auth}")]
    [TestCase("https://k/{port")]
    [TestCase("https://k/port}")]
    [TestCase("https://k/{}")]
    [TestCase("https://k/{0}")]
    [TestCase("https://k/{port:x}")]
    [TestCase("https://k/{port!r}")]
    [TestCase("https://k/{nothing}")]
    [TestCase("https://k/{password}")]
    [TestCase("https://k/{auth[password]}")]
    public void Read_BracesThatCannotBeFilled_AreAProblem(string url)
    {
        using var machine = new CloudMachine().WithCloud("port: 5000, nothing: null, password: hush", $"{User}, auth_url: '{url}'");

        Assert.That(machine.Reader.Read().Problem, Does.StartWith("'auth_url' of cloud 'prod' of ").And.Not.Contain("hush"));
    }

    [TestCase("https://admin:pa{ss}word@k:5000", "{ss")]
    [TestCase("https://admin:{password}{ss}@k:5000", "{")]
    [TestCase("https://k/{Hunter2}", "Hunter")]
    [TestCase("https://k/{mytoken=hush}", "mytoken")]
    [TestCase("https://k/{auth[Hunter2]}", "Hunter")]
    public void Read_BracesThatMayBeAPassword_AreNotRepeated(string url, string secret)
    {
        using var machine = new CloudMachine().WithCloud(auth: $"{User}, auth_url: '{url}'");
        var problem = machine.Reader.Read().Problem!;

        Assert.That(problem[(problem.IndexOf(" takes ", StringComparison.Ordinal))..], Does.Not.Contain(secret));
    }

    [TestCase("https://k/{nope}", "and {nope} is none")]
    [TestCase("https://k/{auth[no_pe]}", "and {auth[no_pe]} is none")]
    [TestCase("https://k/{auth[password]}", "no secrets in braces, and so not {auth[password]}")]
    public void Read_ANameInBraces_IsRepeated(string url, string expected)
    {
        using var machine = new CloudMachine().WithCloud(auth: $"{User}, auth_url: '{url}'");

        Assert.That(machine.Reader.Read().Problem, Does.Contain(expected));
    }

    [Test]
    public void Read_BracesInAnEndpointOfAFile_AreFilled()
    {
        using var machine = new CloudMachine().WithCloud("region_name: r1, messaging_endpoint_override: 'https://{region_name}.z'");

        Assert.That(machine.Reader.Read().Require().MessagingEndpoint, Is.EqualTo("https://r1.z"));
    }

    [Test]
    public void Read_BracesInAPassword_StayAsTheyAre()
    {
        using var machine = new CloudMachine().WithCloud(
            auth: "auth_url: 'https://k', username: u, user_domain_id: default, password: '{region_name}{'");

        Assert.That(machine.Reader.Read().Require().Password, Is.EqualTo("{region_name}{"));
    }

    [Test]
    public void Read_BracesInAVariable_StayAsTheyAre()
    {
        using var machine = new CloudMachine().WithUser().WithVariables("AUTH_URL=https://k/{nope}");

        Assert.That(machine.Reader.Read().Require().AuthUrl!.AbsolutePath, Is.EqualTo("/%7Bnope%7D"));
    }
}
