using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What a user says about a stack beside its template: parameters, resource registry, where its events go. Immutable.</summary>
public sealed class StackEnvironment
{
    internal StackEnvironment(
        string file,
        string source,
        IReadOnlyDictionary<string, YamlValue> sections,
        IReadOnlyList<SinkDeclaration> sinks,
        IReadOnlyList<Diagnostic> diagnostics)
    {
        File = file;
        Source = source;
        Sections = sections;
        Sinks = sinks;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets an environment that says nothing.</summary>
    public static StackEnvironment Empty { get; } = new("<empty>", "", new Dictionary<string, YamlValue>(StringComparer.Ordinal), [], []);

    /// <summary>Gets the name of the file, as the caller gave it.</summary>
    public string File { get; }

    /// <summary>Gets the text, for showing the line that a diagnostic is about.</summary>
    public string Source { get; }

    /// <summary>Gets the sections that the text has, by name; each is a list or a map, as <see cref="EnvironmentSections"/> says.</summary>
    public IReadOnlyDictionary<string, YamlValue> Sections { get; }

    /// <summary>Gets the entries of <c>event_sinks</c>, in order.</summary>
    public IReadOnlyList<SinkDeclaration> Sinks { get; }

    /// <summary>Gets the warnings of reading.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Makes an environment of what <see cref="ToJson"/> wrote, as an engine keeps it.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="file">What to call the text in diagnostics.</param>
    /// <returns>The environment. It may be larger than an environment file: what was written once is read back.</returns>
    /// <exception cref="EnvironmentFormatException">The text is no environment.</exception>
    public static StackEnvironment FromJson(string json, string file = "<stored environment>") => EnvironmentReader.ReadStored(json, file);

    /// <summary>Writes the environment as JSON, with the sections in the order in which Heat shows them.</summary>
    /// <param name="isSecret">Says whether an option of a declaration, given by its key, is a secret; null to write everything.</param>
    /// <param name="indented">True for people: a line for each value.</param>
    /// <returns>JSON as Python's <c>json.dumps</c> writes it, a secret's value replaced by <c>"******"</c>.</returns>
    public string ToJson(Func<SinkDeclaration, string, bool>? isSecret = null, bool indented = false) =>
        YamlJsonWriter.Write(new EnvironmentView(this, isSecret).ToMap(), indented);

    /// <summary>Writes the environment as YAML for people, with the sections in the order in which Heat shows them.</summary>
    /// <param name="isSecret">Says whether an option of a declaration, given by its key, is a secret; null to write everything.</param>
    /// <returns>YAML 1.1 that reads back to the same values, in Heat too; a secret's value is replaced by <c>"******"</c>.</returns>
    public string ToYaml(Func<SinkDeclaration, string, bool>? isSecret = null) =>
        YamlTextWriter.Write(new EnvironmentView(this, isSecret).ToMap());
}
