using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat gives an event to one sink after the other, and stops at the first that fails.</summary>
internal sealed class NoSinkBehindAFailingOne : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request)
    {
        SinkDeclaration? failing = null;
        foreach (var sink in request.ZaqarSinks)
        {
            if (failing is not null)
            {
                yield return Diagnostic.Error(
                    HeatDiagnosticCodes.BehindFailingSink,
                    $"Heat gives this sink nothing either, because the one at {failing.File}:{failing.Span.Start} before it fails",
                    sink.File,
                    sink.TypeSpan,
                    sink.Path);
            }
            else if (HeatSink.Fails(sink))
            {
                failing = sink;
            }
        }
    }
}
