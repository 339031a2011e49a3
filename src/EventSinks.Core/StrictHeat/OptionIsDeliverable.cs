using EventSinks.Yaml;

namespace EventSinks.StrictHeat;

/// <summary>Heat looks at an option's value only when the first event is delivered, and says nothing when that fails.</summary>
/// <param name="key">The option.</param>
/// <param name="code">The code to report.</param>
/// <param name="whyItLoses">Says why events are lost with a value; null if they are not.</param>
internal sealed class OptionIsDeliverable(string key, string code, Func<YamlValue, string?> whyItLoses) : IHeatRule
{
    public IEnumerable<Diagnostic> Check(HeatRequest request) =>
        from sink in request.ZaqarSinks
        let option = sink.Map.Find(key)
        where option is not null
        let reason = whyItLoses(option.Value)
        where reason is not null
        select Diagnostic.Error(code, reason, sink.File, option.Value.Span, YamlPath.Append(sink.Path, key));
}
