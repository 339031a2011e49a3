using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat's engine merges files as if every section were a map.</summary>
internal sealed class SinksInOneFile : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from files in request.Merges
        let withSinks = files.Where(static file => file.Sinks.Count > 0).ToArray()
        from file in withSinks.Skip(1)
        select Diagnostic.Error(
            HeatDiagnosticCodes.SinksInTwoFiles,
            $"Heat refuses sinks in a second file (HTTP 400); {withSinks[0].Sinks[0].File} has some already",
            file.Sinks[0].File,
            file.Sinks[0].TypeSpan,
            EnvironmentSections.EventSinks);
}
