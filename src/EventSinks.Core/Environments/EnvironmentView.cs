using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>An environment as Heat's <c>user_env_as_dict</c> shows it, without its secrets.</summary>
internal sealed class EnvironmentView(StackEnvironment environment, Func<SinkDeclaration, string, bool>? isSecret)
{
    private const string Hidden = "******";

    /// <summary>Gives the environment as a map.</summary>
    /// <param name="showsNoSinks">Whether <c>event_sinks</c> is shown if there are none, as Heat does.</param>
    public YamlMap ToMap(bool showsNoSinks) => Map(EnvironmentSections.All
        .Where(section => showsNoSinks || section is not EnvironmentSections.EventSinks || environment.Sinks.Count > 0)
        .Select(Entry)
        .OfType<YamlMapEntry>());

    private static YamlMap Map(IEnumerable<YamlMapEntry> entries) => new([.. entries], SourceSpan.None);

    private YamlMapEntry? Entry(string section)
    {
        var value = section is EnvironmentSections.EventSinks && isSecret is not null
            ? new YamlList([.. environment.Sinks.Select(WithoutSecrets)], SourceSpan.None)
            : environment.Sections.GetValueOrDefault(section);
        if (value is null && EnvironmentSections.IsAlwaysShown(section))
        {
            value = EnvironmentSections.IsList(section) ? new YamlList([], SourceSpan.None) : Map([]);
        }

        return value is null ? null : new YamlMapEntry(new YamlText(section, SourceSpan.None), value);
    }

    private YamlMap WithoutSecrets(SinkDeclaration sink) => Map(sink.Map.Entries.Select(entry =>
        entry.Name != SinkDeclaration.TypeKey && isSecret!(sink, entry.Key.ToPythonString())
            ? new YamlMapEntry(entry.Key, new YamlText(Hidden, entry.Value.Span))
            : entry));
}
