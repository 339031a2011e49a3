using EventSinks.Wording;
using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat passes the keys of a declaration to a constructor, which takes two.</summary>
internal sealed class OnlyHeatsOptions : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.Sinks
        where HeatSink.IsZaqar(sink)
        from option in sink.Options
        where option.Name is not (HeatSink.Target or HeatSink.Ttl)
        let key = option.Key.ToPythonString()
        select Diagnostic.Error(
            HeatDiagnosticCodes.UnknownOption,
            $"Heat's {sink.Type} has no option \"{ShortText.Of(key)}\" and refuses the stack (HTTP 400); it has {HeatSink.Target} and {HeatSink.Ttl}",
            sink.File,
            option.Key.Span,
            YamlPath.Append(sink.Path, key));
}
