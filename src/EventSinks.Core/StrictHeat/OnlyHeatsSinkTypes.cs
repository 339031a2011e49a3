using EventSinks.Environments;
using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat finds no class for another sink type, and answers HTTP 500 without a text.</summary>
internal sealed class OnlyHeatsSinkTypes : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.Sinks
        where !HeatSink.IsZaqar(sink)
        select Diagnostic.Error(
            HeatDiagnosticCodes.UnknownSinkType,
            $"Heat has no sink type \"{ShortText.Of(sink.Type)}\" and refuses the stack (HTTP 500), unless its operator has added one; it has {HeatSink.ZaqarQueue}",
            sink.File,
            sink.TypeSpan,
            YamlPath.Append(sink.Path, SinkDeclaration.TypeKey));
}
