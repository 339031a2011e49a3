using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat passes any time to live on, and says nothing when Zaqar refuses it.</summary>
internal sealed class TtlIsDeliverable : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.ZaqarSinks
        let ttl = sink.Map.Find(HeatSink.Ttl)
        where ttl is not null
        let reason = HeatSink.WhyTtlLoses(ttl.Value)
        where reason is not null
        select Diagnostic.Error(HeatDiagnosticCodes.UndeliverableTtl, reason, sink.File, ttl.Value.Span, YamlPath.Append(sink.Path, HeatSink.Ttl));
}
