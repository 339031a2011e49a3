using FsCheck;
using FsCheck.Fluent;

namespace EventSinks.Environments;

/// <summary>What holds whatever the files say.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class AnyMergeTests
{
    // Few values, so that files agree and contradict each other often.
    private static readonly string[] Sinks =
        ["{type: a}", "{type: a, target: x}", "{target: x, type: a}", "{type: b, ttl: 60}", "{type: b, ttl: 60, name: n}", "{type: a, target: y, enabled: no}"];

    private static readonly string[] Removals = ["{type: a, remove: true}", "{type: b, ttl: 60, remove: yes}", "{type: a, target: x, remove: true}"];

    private static readonly string[] Values =
        ["~", "1", "0", "2.5", "x", "''", "yes", "[1]", "[]", "{}", "{k: 1}", "{k: x, l: [1]}", "{k: {m: [2]}, 1: a}", "'1,2'", ".nan"];

    private static readonly string[] Strategies = ["", "overwrite", "merge", "deep_merge", "unknown", "~"];

    private static readonly Gen<string> SinkList = Gen.Elements(Sinks).ListOf().Where(static list => list.Count > 0).Select(Write);

    private static readonly Gen<StackEnvironment> Appending = Gen.OneOf(SinkList, Gen.Constant("")).Select(static text => EnvironmentReader.Read(text, "f.yaml"));

    // Removals, and empty lists that clear.
    private static readonly Gen<StackEnvironment> AnySinks =
        Gen.OneOf(Gen.Elements([.. Sinks, .. Removals]).ListOf().Select(Write), Gen.Constant("")).Select(static text => EnvironmentReader.Read(text, "f.yaml"));

    // An empty list clears, so that it is among the texts.
    private static readonly Gen<StackEnvironment> Any =
        from sinks in Gen.Elements([.. Sinks, .. Removals]).ListOf().Select(Write)
        from hasSinks in ArbMap.Default.GeneratorFor<bool>()
        from values in Gen.Elements(Values).ListOf(3)
        from defaults in Gen.Elements(Values).ListOf(2)
        from strategies in Gen.Elements(Strategies).ListOf(2)
        select EnvironmentReader.Read(
            $"{(hasSinks ? sinks : "")}parameters: {{p: {values[0]}, q: {values[1]}, 1: {values[2]}}}\nparameter_defaults: {{p: {defaults[0]}, r: {defaults[1]}}}\n"
            + $"resource_registry: {{A: {values[0]}, B: {defaults[0]}}}\nencrypted_param_names: [{values[1]}]\n"
            + (strategies[0].Length + strategies[1].Length > 0 ? $"parameter_merge_strategies: {{default: {strategies[0]}, p: {strategies[1]}}}\n" : ""),
            "f.yaml");

    [Test]
    public void Merge_OfAnyFiles_MakesAnEnvironmentOrSaysWhatIsWrong() =>
        Check(Any.ListOf(), static files =>
        {
            var merged = EnvironmentMerger.Merge(files, new HashSet<string>(["p"], StringComparer.Ordinal));
            return merged.IsValid != merged.Diagnostics.Any(static each => each.IsError)
                && (!merged.IsValid || EnvironmentReader.TryRead(merged.Environment.ToJson()).IsValid);
        });

    [Test]
    public void Update_OfAnyFiles_MakesAnEnvironment() =>
        Check(Any.ListOf(), static files => EnvironmentReader.TryRead(
            files.Aggregate(StackEnvironment.Empty, static (stored, patch) => stored.Update(patch).ForChild(patch)).ToJson()).IsValid);

    [Test]
    public void Merge_OfSinks_IsAssociative() =>
        Check(Gen.Four(AnySinks), static files =>
        {
            var (a, b, c, d) = (files.Item1, files.Item2, files.Item3, files.Item4);
            var atOnce = Merge(a, b, c, d);
            return new[]
            {
                Merge(Merge(a, b), c, d), Merge(a, Merge(b, c), d), Merge(a, Merge(b, c, d)), Merge(Merge(a, b), Merge(c, d)), Merge(a, Merge(b, Merge(c, d))),
                a.Update(Merge(b, c, d)), a.Update(b).Update(c).Update(d),
            }.All(grouped => Same(grouped, atOnce) && History(grouped) == History(atOnce));
        });

    [Test]
    public void Merge_WithAnEmptyEnvironment_ChangesNothing() =>
        Check(Any, static file =>
            Same(Merge(file, StackEnvironment.Empty), file) && Same(Merge(StackEnvironment.Empty, file), file));

    [Test]
    public void Merge_OfAFileWithItself_ChangesNothingButWarnings() =>
        Check(Appending, static file =>
        {
            var merged = EnvironmentMerger.Merge([file, file]);
            return Same(merged.Environment!, file) && merged.Diagnostics.All(static each => each.Code == EnvironmentDiagnosticCodes.RepeatedSink);
        });

    [Test]
    public void Update_WithWhatIsStored_ChangesNothing() => Check(Appending, static file => Same(file.Update(file), file));

    private static void Check<T>(Gen<T> files, Func<T, bool> holds) => Prop.ForAll(files.ToArbitrary(), holds).Check(Config.QuickThrowOnFailure.WithMaxTest(1_000));

    private static string Write(IEnumerable<string> sinks) => $"event_sinks: [{string.Join(", ", sinks)}]\n";

    private static StackEnvironment Merge(params StackEnvironment[] files) => EnvironmentMerger.Merge(files).Environment!;

    private static bool Same(StackEnvironment left, StackEnvironment right) =>
        left.ToJson() == right.ToJson() && left.Sections.Keys.Order(StringComparer.Ordinal).SequenceEqual(right.Sections.Keys.Order(StringComparer.Ordinal));

    // What binding, or a further merge, goes by beside the sinks themselves.
    private static string History(StackEnvironment merged) => string.Join('\n', new[]
    {
        merged.Sinks.Select(static sink => $"{sink.Content} {sink.SourceIndex} {sink.Latest.SourceIndex}"),
        merged.Removals.CarriedOut.Select(static removal => $"-{removal.Content} {removal.SourceIndex}").Distinct().Order(StringComparer.Ordinal),
        merged.Removals.Removed.GroupBy(static sink => sink.Content, static sink => sink.Latest.SourceIndex, static (content, last) => $"{content} {last.Max()}")
            .Order(StringComparer.Ordinal),
    }.SelectMany(static each => each));
}
