using EventSinks.Environments;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>An update of Heat's adds its sinks to those of the stack.</summary>
internal sealed class UpdatesHaveNoSinks : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request)
    {
        if (!request.Files.Any(static file => file.Sinks.Count > 0))
        {
            return [];
        }

        return request.Updates
            .SelectMany(static update => update.Sinks)
            .Where(static sink => !sink.IsRemoval)
            .Select(static sink => Duplicating("Heat adds this sink to those that the stack has, so that what both name is delivered twice", sink.File, sink.TypeSpan))
            .Concat(request.Updates
                .Where(static update => update.ClearsSinks)
                .Select(static update => Duplicating(
                    "Heat removes no sink by an update", update.Sources[0].File, update.Sections[EnvironmentSections.EventSinks].Span)));
    }

    private static Diagnostic Duplicating(string message, string file, SourceSpan span) =>
        Diagnostic.Error(HeatDiagnosticCodes.DuplicatingUpdate, message, file, span, EnvironmentSections.EventSinks);
}
