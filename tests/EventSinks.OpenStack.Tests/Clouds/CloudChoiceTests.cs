namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class CloudChoiceTests
{
    private const string Two = $"clouds: {{a: {{auth: {{{CloudMachine.Auth}}}}}, b: {{auth: {{{CloudMachine.Auth}}}}}}}";

    [Test]
    public void Read_ACloudThatIsAskedFor_GoesBeforeAllElse()
    {
        using var machine = new CloudMachine().With(Two).WithUser().WithVariables("CLOUD=a");

        Assert.That(machine.Reader.Read("b").Source, Does.StartWith("cloud 'b' of "));
    }

    [Test]
    public void Read_ACloudThatTheVariableNames_GoesBeforeTheOtherVariables()
    {
        using var machine = new CloudMachine().With(Two).WithUser().WithVariables("CLOUD=b", "USERNAME=other", "REGION_NAME=R9");

        var reading = machine.Reader.Read();

        Assert.That(reading.Source, Does.StartWith("cloud 'b' of "));
        Assert.That(reading.Require(), Has.Property(nameof(CloudSettings.UserName)).EqualTo("u").And.Property(nameof(CloudSettings.Region)).Null);
        Assert.That(reading.Warnings.Single(), Does.Contain("OS_USERNAME").And.Contain("count for nothing").And.Not.Contain("other"));
    }

    [Test]
    public void Read_Variables_GoBeforeTheOnlyCloud()
    {
        using var machine = new CloudMachine().WithCloud().WithUser();

        Assert.That(machine.Reader.Read().Source, Is.EqualTo("the OS_* variables"));
    }

    [TestCase("CLOUD=")]
    [TestCase("REGION_NAME=R1")]
    [TestCase("IDENTITY_API_VERSION=3")]
    [TestCase("USERNAME=")]
    public void Read_VariablesThatMakeNoCloud_LeaveTheOnlyCloud(string variable)
    {
        using var machine = new CloudMachine().WithCloud().WithVariables(variable);

        Assert.That(machine.Reader.Read().Source, Does.StartWith("cloud 'prod' of "));
    }

    [TestCase("AUTH_URL=http://k")]
    [TestCase("CACERT=/ca.pem")]
    [TestCase("TENANT_ID=t")]
    [TestCase("MESSAGING_ENDPOINT_OVERRIDE=http://z")]
    public void Read_AnyVariableOfACloud_MakesOne(string variable)
    {
        using var machine = new CloudMachine().WithCloud().WithVariables(variable);

        Assert.That(machine.Reader.Read().Source, Is.EqualTo("the OS_* variables"));
    }

    [TestCase("envvars")]
    [TestCase("mine", "CLOUD_NAME=mine")]
    public void Read_TheCloudOfTheVariables_HasAName(string name, params string[] variables)
    {
        using var machine = new CloudMachine().With(Two).WithUser().WithVariables(variables);

        Assert.That(machine.Reader.Read(name).Source, Is.EqualTo("the OS_* variables"));
        Assert.That(machine.Reader.Read("nope").Problem, Is.EqualTo($"Cloud nope was not found. Known are a, b, {name}."));
    }

    [Test]
    public void Read_AFileWithTheNameOfTheVariablesCloud_IsAProblem()
    {
        using var machine = new CloudMachine().With("clouds: {envvars: {}}").WithUser();

        Assert.That(machine.Reader.Read().Problem, Does.Contain("defines a cloud named 'envvars'").And.Contain("OS_CLOUD_NAME"));
    }

    [Test]
    public void Read_SeveralCloudsAndNoneChosen_IsAProblemThatNamesThem()
    {
        using var machine = new CloudMachine().With(Two);

        Assert.That(
            machine.Reader.Read().Problem,
            Is.EqualTo($"OS_CLOUD is not set, and {machine.PathOf("here/clouds.yaml")} has several clouds; set it to one of them: a, b."));
    }

    [Test]
    public void Read_Nothing_SaysWhereItLooked()
    {
        using var machine = new CloudMachine();

        Assert.That(machine.Reader.Read().Problem, Does.StartWith("OS_AUTH_URL is not set, and there is no clouds.yaml in ")
            .And.Contain(machine.PathOf("here")).And.EndWith("set the OS_* variables, or write a clouds.yaml."));
    }

    [Test]
    public void Read_OfManyClouds_NamesTwentyAndKeepsTheRestOfTheSentence()
    {
        var names = Enumerable.Range(10, 30).Select(number => $"a-cloud-with-a-name-of-some-length-{number}").ToArray();
        using var machine = new CloudMachine().With($"clouds: {{{string.Join(": {}, ", names)}: {{}}}}");
        machine.With("clouds: [", "home/.config/openstack/secure.yaml");
        var shown = string.Join(", ", names.Take(20));

        Assert.That(machine.Reader.Read().Problem, Does.EndWith($"set it to one of them: {shown} and 10 more."));
        Assert.That(
            machine.Reader.Read("nope").Problem,
            Does.StartWith($"Cloud nope was not found. Known are {shown} and 10 more. Not usable: ").And.EndWith("/openstack/secure.yaml."));
    }

    [Test]
    public void Read_NothingInManyFolders_StillSaysWhatToDo()
    {
        using var machine = new CloudMachine();
        machine.Variables["XDG_CONFIG_DIRS"] = string.Join(':', Enumerable.Range(10, 40).Select(number => $"/a/folder/with/a/long/name/{number}"));

        Assert.That(machine.Reader.Read().Problem, Does.Contain(" and 23 more").And.EndWith("set the OS_* variables, or write a clouds.yaml."));
    }

    [TestCase("clouds: {a: [x]}", "is a list")]
    [TestCase("clouds: {a: }", "has no 'auth_url'")]
    [TestCase("clouds: {a: {auth: [x]}}", "'auth' of cloud 'a' of")]
    public void Read_ACloudThatIsNoMap_IsAProblem(string text, string problem)
    {
        using var machine = new CloudMachine().With(text);

        Assert.That(machine.Reader.Read("a").Problem, Does.Contain(problem));
    }
}
