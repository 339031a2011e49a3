using System.Text;
using EventSinks.Yaml;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public class EnvironmentReaderTests
{
    [Test]
    public void TryRead_OfAWrongText_KeepsIt_ToShowTheLine()
    {
        var read = EnvironmentReader.TryRead("\ufeffparameter: {}\n");

        Assert.That((read.Environment, read.Source), Is.EqualTo(((StackEnvironment?)null, "parameter: {}\n")));
    }

    [Test]
    public void Read_OfTheSpecificationsExample_GivesItsSink()
    {
        var environment = EnvironmentReader.Read("event_sinks:\n  - type: zaqar-queue\n    target: myqueue\n    ttl: 30\n", "prod.yaml");

        var sink = environment.Sinks.Single();
        Assert.Multiple(() =>
        {
            Assert.That(sink.Type, Is.EqualTo("zaqar-queue"));
            Assert.That(sink.TypeSpan.Start, Is.EqualTo(new SourcePosition(2, 11)));
            Assert.That((sink.File, sink.Index, sink.Path), Is.EqualTo(("prod.yaml", 0, "event_sinks[0]")));
            Assert.That(sink.Options.Select(option => $"{option.Name} {option.Value} {option.Span}"), Is.EqualTo(new[] { "target \"myqueue\" 3:5", "ttl 30 4:5" }));
            Assert.That(environment.Diagnostics, Is.Empty);
        });
    }

    [TestCase("")]
    [TestCase("  \n")]
    [TestCase("# nothing\n")]
    [TestCase("null")]
    [TestCase("~")]
    [TestCase("---\n...\n")]
    [TestCase("{}")]
    public void Read_WhenTheDocumentIsEmpty_GivesAnEnvironmentThatSaysNothing(string text)
    {
        var environment = EnvironmentReader.Read(text);

        Assert.That((environment.Sections.Count, environment.Sinks.Count, environment.Diagnostics.Count), Is.EqualTo((0, 0, 0)));
    }

    [TestCase("[1]")]
    [TestCase("abc")]
    [TestCase("5")]
    [TestCase("false")]
    [TestCase("[]")]
    [TestCase("\"\"")]
    [TestCase("event_sinks:[]")]
    public void TryRead_WhenTheDocumentIsNoMap_SaysWhatHeatSays(string text)
    {
        var error = EnvironmentReader.TryRead(text).Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo(EnvironmentDiagnosticCodes.NotAMap));
        Assert.That(error.Message, Does.StartWith("The environment is not a valid YAML mapping data type."));
    }

    [TestCase("foo: {}", "foo")]
    [TestCase("1: {}", "1")]
    [TestCase("yes: {}", "True")]
    [TestCase("~: {}", "None")]
    public void TryRead_WithAWrongSection_NamesItAsHeatDoes(string text, string name)
    {
        var error = EnvironmentReader.TryRead(text).Diagnostics.Single();

        Assert.That(error.Code, Is.EqualTo(EnvironmentDiagnosticCodes.WrongSection));
        Assert.That(error.Message, Does.StartWith($"environment has wrong section \"{name}\"; known are \"encrypted_param_names\", \"event_sinks\""));
    }

    [TestCase("event-sinks", "event_sinks")]
    [TestCase("event_sink", "event_sinks")]
    [TestCase("Event_Sinks", "event_sinks")]
    [TestCase("encrypted_parameters", "encrypted_param_names")]
    [TestCase("parameter", "parameters")]
    [TestCase("paramter_defaults", "parameter_defaults")]
    public void TryRead_WithAMisspeltSection_AsksWhetherAnotherWasMeant(string written, string meant)
    {
        var error = EnvironmentReader.TryRead($"{written}: []").Diagnostics.Single();

        Assert.That(error.Message, Does.StartWith($"environment has wrong section \"{written}\"; did you mean \"{meant}\"? (known are "));
    }

    [Test]
    public void TryRead_WithAnEmptySection_SaysWhatHeatSays([ValueSource(typeof(EnvironmentSections), nameof(EnvironmentSections.All))] string section)
    {
        var error = EnvironmentReader.TryRead($"{section}:\n").Diagnostics.Single();

        Assert.That((error.Code, error.Path, error.Span.Start), Is.EqualTo((EnvironmentDiagnosticCodes.EmptySection, section, new SourcePosition(1, 1))));
        Assert.That(error.Message, Does.StartWith($"environment has empty section \"{section}\""));
    }

    [TestCase("event_sinks: {type: zaqar-queue, target: q}")]
    [TestCase("event_sinks: 5")]
    [TestCase("event_sinks: zaqar-queue")]
    [TestCase("encrypted_param_names: {a: b}")]
    [TestCase("parameters: [a]")]
    [TestCase("parameter_defaults: text")]
    [TestCase("resource_registry: 1.5")]
    [TestCase("parameter_merge_strategies: yes")]
    public void TryRead_WithASectionOfTheWrongKind_ReportsAnError(string text)
    {
        var error = EnvironmentReader.TryRead(text).Diagnostics.Single();

        Assert.That((error.Code, error.IsError), Is.EqualTo((EnvironmentDiagnosticCodes.WrongSectionType, true)));
    }

    [TestCase("event_sinks: {}")]
    [TestCase("event_sinks: \"\"")]
    [TestCase("event_sinks: false")]
    [TestCase("event_sinks: 0")]
    [TestCase("parameters: []")]
    [TestCase("parameters: 0.0")]
    public void Read_WithASectionThatHeatTakesForNothing_WarnsAndLeavesItOut(string text)
    {
        var environment = EnvironmentReader.Read(text);

        Assert.That(environment.Sections, Is.Empty);
        Assert.That(environment.Diagnostics.Single().Code, Is.EqualTo(EnvironmentDiagnosticCodes.IgnoredSectionValue));
    }

    [TestCase("text", EnvironmentDiagnosticCodes.SinkNotAMap, "event_sinks[0]", 2, 3)]
    [TestCase("~", EnvironmentDiagnosticCodes.SinkNotAMap, "event_sinks[0]", 2, 3)]
    [TestCase("[a]", EnvironmentDiagnosticCodes.SinkNotAMap, "event_sinks[0]", 2, 3)]
    [TestCase("target: q", EnvironmentDiagnosticCodes.SinkTypeMissing, "event_sinks[0]", 2, 3)]
    [TestCase("type:", EnvironmentDiagnosticCodes.SinkTypeInvalid, "event_sinks[0].type", 2, 8)]
    [TestCase("type: ''", EnvironmentDiagnosticCodes.SinkTypeInvalid, "event_sinks[0].type", 2, 9)]
    [TestCase("type: [x]", EnvironmentDiagnosticCodes.SinkTypeInvalid, "event_sinks[0].type", 2, 9)]
    [TestCase("type: yes", EnvironmentDiagnosticCodes.SinkTypeInvalid, "event_sinks[0].type", 2, 9)]
    public void TryRead_WithASinkThatIsNone_ReportsItAtItsPlace(string entry, string code, string path, int line, int column)
    {
        var error = EnvironmentReader.TryRead($"event_sinks:\n- {entry}\n- type: console\n").Diagnostics.Single();

        Assert.That((error.Code, error.Path, error.Span.Start), Is.EqualTo((code, path, new SourcePosition(line, column))));
    }

    [Test]
    public void TryRead_WithBytesInASection_ReportsThemOnce()
    {
        var result = EnvironmentReader.TryRead("parameters:\n  a: [&x !!binary aGVsbG8=, *x]\n");

        Assert.That(result.Diagnostics.Select(error => (error.Code, error.Path)), Is.EqualTo(new[] { (EnvironmentDiagnosticCodes.BytesNotAllowed, "parameters.a[0]") }));
    }

    [Test]
    public void TryRead_WhenManyThingsAreWrong_ReportsAllInTheOrderOfTheText()
    {
        var result = EnvironmentReader.TryRead("parameters:\nfoo: 1\nevent_sinks:\n- 5\n- {}\n- type: !foo x\nparameter_defaults: 7\n");

        Assert.That(result.IsValid, Is.False);
        Assert.That(result.Diagnostics.Select(error => error.Code), Is.EqualTo(new[]
        {
            EnvironmentDiagnosticCodes.EmptySection, EnvironmentDiagnosticCodes.WrongSection, EnvironmentDiagnosticCodes.SinkNotAMap,
            EnvironmentDiagnosticCodes.SinkTypeMissing, YamlDiagnosticCodes.UnknownTag, EnvironmentDiagnosticCodes.WrongSectionType,
        }));
    }

    [TestCase("event_sinks: *x")]
    [TestCase("event_sinks: !foo x")]
    [TestCase("event_sinks:\n- *x")]
    [TestCase("event_sinks:\n- !foo x")]
    [TestCase("event_sinks:\n- type: *x")]
    [TestCase("*x")]
    [TestCase("!foo x")]
    public void TryRead_WhenAValueCouldNotBeRead_DoesNotComplainOfItTwice(string text) =>
        Assert.That(EnvironmentReader.TryRead(text).Diagnostics, Has.Count.EqualTo(1).And.All.Property(nameof(Diagnostic.IsError)).True);

    [Test]
    public void Read_WhenTheTextIsWrong_ThrowsWithALineForEachDiagnostic()
    {
        var error = Assert.Throws<EnvironmentFormatException>(() => EnvironmentReader.Read("a: {}\nb: {}\n", "prod.yaml"))!;

        Assert.That(error.Diagnostics, Has.Count.EqualTo(2));
        Assert.That(error.Message.Split('\n'), Has.Length.EqualTo(2).And.All.StartsWith("prod.yaml:"));
    }

    [Test]
    public void Read_WithDuplicateSections_TakesTheLaterAndWarns()
    {
        var environment = EnvironmentReader.Read("event_sinks: [{type: a}]\nevent_sinks: [{type: b}]\n");

        Assert.That(environment.Sinks.Single().Type, Is.EqualTo("b"));
        Assert.That(environment.Diagnostics.Single().Code, Is.EqualTo(YamlDiagnosticCodes.DuplicateKey));
    }

    [Test]
    public void Read_WithMergeKeysInSinks_MergesThem()
    {
        var environment = EnvironmentReader.Read("event_sinks:\n- &q {type: zaqar-queue, target: a}\n- {<<: *q, target: b}\n- *q\n");

        Assert.That(environment.Sinks.Select(sink => sink.ToJson()), Is.EqualTo(new[]
        {
            "{\"type\": \"zaqar-queue\", \"target\": \"a\"}", "{\"type\": \"zaqar-queue\", \"target\": \"b\"}", "{\"type\": \"zaqar-queue\", \"target\": \"a\"}",
        }));
    }

    [Test]
    public void Read_OfBytes_IsTheSameAsOfText()
    {
        const string text = "\uFEFFevent_sinks:\n- type: é\n";

        var environment = EnvironmentReader.Read(Encoding.UTF8.GetBytes(text));

        Assert.That(environment.Sinks.Single().Type, Is.EqualTo("é"));
        Assert.That(environment.Sources.Single().Text, Is.EqualTo(text[1..]));
    }

    [Test]
    public void TryRead_OfDeeplyNestedBrackets_SaysSo()
    {
        var error = EnvironmentReader.TryRead(new string('[', 512 * 1024), "deep.yaml").Diagnostics.Single();

        Assert.That(error.ToString(), Is.EqualTo("deep.yaml:1:65: error ES1005: lists and maps are nested deeper than 64 levels"));
    }
}
