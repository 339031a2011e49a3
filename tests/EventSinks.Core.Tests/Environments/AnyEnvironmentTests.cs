using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Environments;

[Parallelizable(ParallelScope.All)]
public class AnyEnvironmentTests
{
    private static readonly string[] Lines =
    [
        "event_sinks:", "parameters:", "resource_registry: {}", "- type: a", "  - type: b", "    target: c", "  ttl: 1:30", "  a: [1, 2", "]", "foo: 1",
        "- 5", "- {}", "type:", "\tx: y", "---", "# c", "<<: *a", "&a b: {c: d}", "yes: no", "- *a", "event_sinks: []", "parameters: 0", "", " ",
    ];

    [Test]
    public void TryRead_AnyText_ReadsOrSaysWhatIsWrong() =>
        Prop.ForAll<string>(text => ReadsOrSays(text ?? "")).QuickCheckThrowOnFailure();

    [Test]
    public void TryRead_AnyMixtureOfLines_ReadsOrSaysWhatIsWrong()
    {
        var texts = Gen.Elements(Lines).ListOf().Select(lines => string.Join('\n', lines)).ToArbitrary();

        Prop.ForAll(texts, ReadsOrSays).Check(Config.QuickThrowOnFailure.WithMaxTest(2_000));
    }

    // What is read can be written, and reads back as the same; what is not has an error with a place; and a second reading says the same.
    private static bool ReadsOrSays(string text)
    {
        var (result, second) = (EnvironmentReader.TryRead(text), EnvironmentReader.TryRead(text));
        return result.IsValid == !result.Diagnostics.Any(diagnostic => diagnostic.IsError)
            && result.Diagnostics.All(diagnostic => diagnostic.Span.IsKnown)
            && result.Diagnostics.SequenceEqual(second.Diagnostics)
            && (!result.IsValid || Copies(result.Environment).All(copy => copy.ToJson() == result.Environment.ToJson()));
    }

    private static IEnumerable<StackEnvironment> Copies(StackEnvironment environment) =>
        [EnvironmentReader.Read(environment.ToJson()), EnvironmentReader.Read(environment.ToYaml()), StackEnvironment.FromJson(environment.ToJson())];
}
