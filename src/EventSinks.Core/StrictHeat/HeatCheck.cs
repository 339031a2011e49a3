using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>
/// Says what Heat (seen with release 19) would refuse, lose or misread in environments that are right here. Every rule runs. Thread-safe.
/// </summary>
public static class HeatCheck
{
    private static readonly IHeatRule[] Rules =
    [
        new OnlyHeatsSinkTypes(),
        new OnlyHeatsOptions(),
        new TargetIsGiven(),
        new OptionIsDeliverable(HeatSink.Target, HeatDiagnosticCodes.UndeliverableTarget, HeatSink.WhyTargetLoses),
        new OptionIsDeliverable(HeatSink.Ttl, HeatDiagnosticCodes.UndeliverableTtl, HeatSink.WhyTtlLoses),
        new NoSinkBehindAFailingOne(),
        new SinksInOneFile(),
        new NothingIsCleared(),
        new UpdatesHaveNoSinks(),
        new EncryptedNamesInOneFile(),
        new ParametersCanBeMerged(),
    ];

    /// <summary>Checks the environments of one request.</summary>
    /// <param name="files">The environment files, in order.</param>
    /// <param name="updates">The files of an update (Heat's PATCH) of the stack that has them; null for none.</param>
    /// <returns>What Heat would do otherwise, at most 1,000 things for each file; empty if nothing.</returns>
    public static IReadOnlyList<Diagnostic> Check(IReadOnlyList<StackEnvironment> files, IReadOnlyList<StackEnvironment>? updates = null)
    {
        ArgumentNullException.ThrowIfNull(files);
        var request = new HeatRequest(files, updates ?? []);
        var found = new DiagnosticList([], YamlLimits.Default.MaxDiagnostics);
        found.AddRange(Rules.SelectMany(rule => rule.Check(request)));
        return found;
    }
}
