using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat's engine passes over what is empty.</summary>
internal sealed class NothingIsCleared : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from files in request.Merges
        from index in Enumerable.Range(0, files.Count)
        where files[index].ClearsSinks && files.Take(index).Any(static file => file.Sinks.Count > 0)
        select Diagnostic.Error(
            HeatDiagnosticCodes.IgnoredClearing,
            "Heat's engine ignores an empty list of sinks: those of the files before it stay",
            files[index].Sources[0].File,
            files[index].Sections[EnvironmentSections.EventSinks].Span,
            EnvironmentSections.EventSinks);
}
