using System.Reflection;
using EventSinks.Zaqar.Support;

namespace EventSinks.Zaqar;

[Parallelizable(ParallelScope.All)]
public sealed class ZaqarQueueSinkFactoryTests
{
    [Test]
    public void Export_NamesTheSinkType() =>
        Assert.That(typeof(ZaqarQueueSinkFactory).GetCustomAttribute<ExportEventSinkAttribute>()!.SinkType, Is.EqualTo("zaqar-queue"));

    [Test]
    public void Describe_WithAKnownEndpoint_GivesQueueAndServer() =>
        Assert.That(Describe(Factory(ambient: true)), Is.EqualTo(new SinkDestination("q1", "zaqar.test:8888")));

    [Test]
    public void Describe_WhereAmbientSettingsAreNotAllowed_GivesTheQueueAlone() =>
        Assert.That(Describe(Factory(ambient: false)), Is.EqualTo(new SinkDestination("q1")));

    [Test]
    public void Describe_OfAMalformedEndpoint_GivesTheQueueAlone() =>
        Assert.That(Describe(Factory(ambient: true, name => name == "OS_ENDPOINT" ? "zaqar" : null)), Is.EqualTo(new SinkDestination("q1")));

    [Test]
    public void Check_OfATtlBelowZaqarsMinimum_WarnsAtTheTtl() =>
        Assert.That(
            Check(Options("q1", 30)).Single(),
            Is.EqualTo(new OptionFinding("Ttl", "ttl 30 is below Zaqar's minimum; 60 is used", IsError: false)));

    [TestCase(60)]
    [TestCase(3600)]
    public void Check_OfATtlThatZaqarTakes_FindsNothing(int ttl) => Assert.That(Check(Options("q1", ttl)), Is.Empty);

    [TestCase(".")]
    [TestCase("..")]
    public void Check_OfAQueueThatAUrlCannotName_IsAnErrorAtTheTarget(string target)
    {
        var finding = Check(Options(target)).Single();

        Assert.That(finding.Option, Is.EqualTo("Target"));
        Assert.That(finding.IsError, Is.True);
    }

    [Test]
    public async Task Create_TakesTlsSettingsFromTheVariables()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        var factory = new ZaqarQueueSinkFactory(
            zaqar, new FixedCredentials(AllowAmbient: true), name => name == "OS_CACERT" ? "/ca.pem" : name == "OS_INSECURE" ? "True" : null);

        await using var sink = Some.Create(factory);

        Assert.That(zaqar.Settings, Is.EqualTo(new SinkHttpSettings { CaCertificateFile = "/ca.pem", VerifyServer = false }));
    }

    [Test]
    public async Task Create_WhereAmbientSettingsAreNotAllowed_LeavesTlsAsItIs()
    {
        using var zaqar = new ScriptedZaqar(_ => ScriptedZaqar.Created());
        var factory = new ZaqarQueueSinkFactory(zaqar, new FixedCredentials(AllowAmbient: false), _ => "1");

        await using var sink = Some.Create(factory);

        Assert.That(zaqar.Settings, Is.EqualTo(new SinkHttpSettings()));
    }

    private static ZaqarQueueOptions Options(string target, int ttl = 3600) => new() { Target = target, Ttl = ttl };

    private static ZaqarQueueSinkFactory Factory(bool ambient, Func<string, string?>? variable = null) =>
        new ZaqarQueueSinkFactory(new NoHttp(), new FixedCredentials(ambient), variable ?? Some.NoAuth);

    private static IReadOnlyList<OptionFinding> Check(ZaqarQueueOptions options)
    {
        var check = new OptionsCheck();
        Check(Factory(ambient: true), options, check);
        return check.Findings;
    }

    private static void Check(IEventSinkFactory factory, ZaqarQueueOptions options, OptionsCheck check) => factory.Check(options, check);

    private static SinkDestination Describe(IEventSinkFactory factory) => factory.Describe(Options("q1"));

    /// <summary>Describing and checking do no I/O, so they need no client.</summary>
    private sealed class NoHttp : ISinkHttp
    {
        public HttpClient GetClient(SinkHttpSettings settings) => throw new InvalidOperationException("no I/O here");
    }
}
