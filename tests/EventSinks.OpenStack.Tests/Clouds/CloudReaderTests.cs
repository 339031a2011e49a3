using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.OpenStack.Clouds;

[Parallelizable(ParallelScope.All)]
public sealed class CloudReaderTests
{
    private const string Secret = "5ecret-XYZ";
    private const string Login = "https://u:" + Secret + "@k";

    private static readonly string[] Names = ["region_name", "message_region_name", "messaging_region_name", "regions", "profile", "cloud", "name"];

    private static readonly string[] Keys = [.. CloudKeys.Flat, "auth", "regions", "profile", "cloud", "name", "values", "auth-url", "passcode"];

    private static readonly string[] Selectors =
        ["OS_CLOUD", "OS_CLOUD_NAME", "OS_CLIENT_CONFIG_FILE", "OS_CLIENT_SECURE_FILE", "XDG_CONFIG_HOME", "XDG_CONFIG_DIRS", "SNAP_REAL_HOME"];

    // Texts that mean something here, and some that mean nothing.
    private static readonly Gen<string> Value = Gen.Frequency(
        (4, Gen.Elements(
            "", "~", "none", "token", "https://k/v3", Login, "{region_name}", "{auth[password]}", "{password", "R1", "[R1, {name: R2}]",
            "true", "012", "1:30", "{}", "[x]", "internalURL", "all", "acme", "!!binary aGk=", "\"\\uD800\"")),
        (1, ArbMap.Default.GeneratorFor<string>().Select(text => text ?? "")));

    // Names are repeated in messages, and so nothing for a secret to be in.
    private static readonly Gen<string> Entry =
        from key in Gen.Elements(Keys)
        from value in Value
        where value is not Login || !Names.Contains(key)
        select $"{key}: {(CloudKeys.IsSecret(key) ? Secret : value)}";

    private static readonly Gen<string> CloudText =
        from auth in Entry.ListOf(5)
        from more in Entry.ListOf(5)
        select $"clouds:\n  prod:\n    auth:\n{Lines(6, auth)}    verify: true\n{Lines(4, more)}public-clouds:\n  acme:\n{Lines(4, more)}";

    [Test]
    public void Read_AnyFiles_NeitherThrowsNorShowsASecret() => Prop
        .ForAll(CloudText.ToArbitrary(), CloudText.ToArbitrary(), ArbMap.Default.ArbFor<string?>(), (clouds, secure, region) =>
        {
            using var machine = new CloudMachine().With(clouds).With(secure, "here/secure.yaml").With(secure, "here/clouds-public.yaml");

            return IsFit(machine.Reader.Read()) && IsFit(machine.Reader.Read("prod", region));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Read_AnyTextForAFile_DoesNotThrow() => Prop
        .ForAll<string, string>((text, name) =>
        {
            using var machine = new CloudMachine().With(text ?? "").With("{\"clouds\": " + text, "etc/openstack/clouds.json");

            return IsFit(machine.Reader.Read()) && IsFit(machine.Reader.Read(name, name));
        })
        .QuickCheckThrowOnFailure();

    [Test]
    public void Read_AnyVariables_NeitherThrowsNorShowsASecret() => Prop
        .ForAll(Values().ToArbitrary(), ArbMap.Default.ArbFor<string?>(), (values, other) =>
        {
            using var machine = new CloudMachine();
            foreach (var (key, value) in values)
            {
                machine.Variables[CloudKeys.VariableOf(key)] = value;
            }

            var read = machine.Reader.Read();
            foreach (var name in Selectors)
            {
                machine.Variables[name] = other;
            }

            return IsFit(read) && IsFit(machine.Reader.Read()) && IsFit(machine.Reader.ReadValues(values));
        })
        .Check(Config.QuickThrowOnFailure.WithMaxTest(500));

    [Test]
    public void Require_AProblem_IsThrown()
    {
        using var machine = new CloudMachine();
        var reading = machine.Reader.Read();

        var error = Assert.Throws<OpenStackException>(() => reading.Require());

        Assert.That((error.Failure, error.Message), Is.EqualTo((OpenStackFailure.BadSettings, reading.Problem)));
    }

    [Test]
    public void ToString_OfAReading_SaysWhereItIsFromAndNoSecret()
    {
        using var machine = new CloudMachine().WithUser();

        Assert.That(machine.Reader.Read().ToString(), Does.StartWith("the OS_* variables: ").And.Contain("keystone:5000"));
        Assert.That(machine.Reader.Read("nope").ToString(), Does.EndWith("Cloud nope was not found. Known are envvars."));
    }

    [Test]
    public void OfProcess_OnThisMachine_Reads() =>
        Assert.That(CloudReader.OfProcess().Read("no such cloud").Problem, Does.StartWith("Cloud no such cloud was not found."));

    private static Gen<Dictionary<string, string?>> Values() =>
        from entries in Entry.ListOf(6)
        select entries
            .Select(entry => entry.Split(": ", 2))
            .GroupBy(parts => parts[0], StringComparer.Ordinal)
            .ToDictionary(same => same.Key, same => (string?)same.First()[1], StringComparer.Ordinal);

    private static string Lines(int indent, IEnumerable<string> entries) =>
        string.Concat(entries
            .DistinctBy(entry => entry.Split(':')[0], StringComparer.Ordinal)
            .Select(entry => $"{new string(' ', indent)}{entry}\n"));

    private static bool IsFit(CloudReading reading)
    {
        string[] texts = [reading.Problem ?? "", reading.Source, $"{reading}", .. reading.Warnings];
        return texts.All(text => !text.Contains(Secret, StringComparison.Ordinal) && !text.Any(char.IsControl));
    }
}
