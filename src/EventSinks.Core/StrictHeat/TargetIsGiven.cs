using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat's sink has no default for its target.</summary>
internal sealed class TargetIsGiven : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.ZaqarSinks
        where sink.Map.Find(HeatSink.Target) is null
        select Diagnostic.Error(
            HeatDiagnosticCodes.MissingTarget,
            $"Heat refuses a {sink.Type} without {HeatSink.Target} (HTTP 400)",
            sink.File,
            sink.Span,
            YamlPath.Append(sink.Path, HeatSink.Target));
}
