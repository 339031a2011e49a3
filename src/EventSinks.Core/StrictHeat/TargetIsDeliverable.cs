using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat looks at a target only when the first event is delivered, and says nothing when that fails.</summary>
internal sealed class TargetIsDeliverable : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.ZaqarSinks
        let target = sink.Map.Find(HeatSink.Target)
        where target is not null
        let reason = HeatSink.WhyTargetLoses(target.Value)
        where reason is not null
        select Diagnostic.Error(
            HeatDiagnosticCodes.UndeliverableTarget, reason, sink.File, target.Value.Span, YamlPath.Append(sink.Path, HeatSink.Target));
}
