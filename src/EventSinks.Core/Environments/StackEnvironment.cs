using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>What a user says about a stack beside its template: parameters, resource registry, where its events go. Immutable.</summary>
public sealed class StackEnvironment
{
    internal StackEnvironment(
        IReadOnlyList<EnvironmentSource> sources,
        IReadOnlyDictionary<string, YamlValue> sections,
        IReadOnlyList<SinkDeclaration> sinks,
        IReadOnlyList<Diagnostic> diagnostics)
    {
        Sources = sources;
        Sections = sections;
        Sinks = sinks;
        Diagnostics = diagnostics;
    }

    /// <summary>Gets an environment that says nothing.</summary>
    public static StackEnvironment Empty { get; } = new([], new Dictionary<string, YamlValue>(StringComparer.Ordinal), [], []);

    /// <summary>Gets the texts that it was read from, in order: one for each file, none for <see cref="Empty"/>.</summary>
    public IReadOnlyList<EnvironmentSource> Sources { get; }

    /// <summary>
    /// Gets the sections that there are, by name; each is a list or a map, as <see cref="EnvironmentSections"/> says. A section that is empty
    /// is there, one that no file has is not.
    /// </summary>
    public IReadOnlyDictionary<string, YamlValue> Sections { get; }

    /// <summary>Gets the entries of <c>event_sinks</c>, in order. Each knows the file that it comes from.</summary>
    public IReadOnlyList<SinkDeclaration> Sinks { get; }

    /// <summary>Gets the warnings of reading and merging.</summary>
    public IReadOnlyList<Diagnostic> Diagnostics { get; }

    /// <summary>Gets whether, put after another environment, it takes away all of that one's sinks: <c>event_sinks: []</c> was written.</summary>
    internal bool ClearsSinks { get; init; }

    /// <summary>Gets what removals have done already, which are not among <see cref="Sinks"/> any more.</summary>
    internal SinkRemovals Removals { get; init; } = SinkRemovals.None;

    /// <summary>Makes an environment of what <see cref="ToJson"/> wrote, as an engine keeps it.</summary>
    /// <param name="json">JSON.</param>
    /// <param name="file">What to call the text in diagnostics.</param>
    /// <returns>
    /// The environment. It may be larger than an environment file: what was written once is read back. An empty <c>event_sinks</c>, which is
    /// also written where there was none, takes no sinks away from another environment.
    /// </returns>
    /// <remarks>
    /// This is for environments in force. What is to be put on top of another later, such as what a nested stack says itself, is kept as the
    /// text that it was read from, or as <see cref="ToYaml"/> writes it: there <c>event_sinks: []</c> still clears.
    /// </remarks>
    /// <exception cref="EnvironmentFormatException">The text is no environment.</exception>
    public static StackEnvironment FromJson(string json, string file = "<stored environment>") => EnvironmentReader.ReadStored(json, file);

    /// <summary>Gets the environment that an update leaves behind (Heat's PATCH, <c>--existing</c>): what it says counts, the rest stays.</summary>
    /// <param name="patch">
    /// The update. Sinks that are there already change nothing, new ones are added, <c>event_sinks: []</c> removes all, and an entry with
    /// <c>remove: true</c> those that have what it says. Parameters replace those of the same name; null in <c>resource_registry</c> removes.
    /// </param>
    /// <returns>
    /// The updated environment. Which sinks lead to one destination is known only when it is bound: what to store is then
    /// <see cref="Binding.BindingReport.Environment"/>.
    /// </returns>
    public StackEnvironment Update(StackEnvironment patch)
    {
        ArgumentNullException.ThrowIfNull(patch);
        return EnvironmentUpdate.Apply(this, patch);
    }

    /// <summary>
    /// Gets the environment of a nested stack: it inherits the sinks, each once, <c>parameter_defaults</c> and <c>resource_registry</c>, but
    /// no <c>parameters</c> and no <c>encrypted_param_names</c>.
    /// </summary>
    /// <param name="childOwn">What the nested stack says itself, applied to what it inherits as an <see cref="Update"/>; null for nothing.</param>
    /// <returns>The nested stack's environment.</returns>
    public StackEnvironment ForChild(StackEnvironment? childOwn = null) => EnvironmentUpdate.ForChild(this, childOwn ?? Empty);

    /// <summary>Writes the environment as JSON, with the sections in the order in which Heat shows them.</summary>
    /// <param name="isSecret">Says whether an option of a declaration, given by its key, is a secret; null to write everything.</param>
    /// <param name="indented">True for people: a line for each value.</param>
    /// <returns>JSON as Python's <c>json.dumps</c> writes it, a secret's value replaced by <c>"******"</c>.</returns>
    public string ToJson(Func<SinkDeclaration, string, bool>? isSecret = null, bool indented = false) =>
        YamlJsonWriter.Write(new EnvironmentView(this, isSecret).ToMap(showsNoSinks: true), indented);

    /// <summary>
    /// Writes the environment as YAML for people, with the sections in the order in which Heat shows them. An empty <c>event_sinks</c> is
    /// written only where it was: it clears the sinks of whatever the text is put on top of.
    /// </summary>
    /// <param name="isSecret">Says whether an option of a declaration, given by its key, is a secret; null to write everything.</param>
    /// <returns>YAML 1.1 that reads back to the same values, in Heat too; a secret's value is replaced by <c>"******"</c>.</returns>
    public string ToYaml(Func<SinkDeclaration, string, bool>? isSecret = null) =>
        YamlTextWriter.Write(new EnvironmentView(this, isSecret).ToMap(showsNoSinks: ClearsSinks));

    /// <summary>Gives the environment in force: without declarations whose place others took, and with nothing left of removals.</summary>
    internal StackEnvironment InForce(IReadOnlyCollection<SinkDeclaration> replaced)
    {
        if (replaced.Count == 0)
        {
            return new StackEnvironment(Sources, Sections, Sinks, Diagnostics) { ClearsSinks = ClearsSinks };
        }

        SinkDeclaration[] sinks = [.. Sinks.Except(replaced)];
        var sections = new Dictionary<string, YamlValue>(Sections, StringComparer.Ordinal)
        {
            [EnvironmentSections.EventSinks] = new YamlList([.. sinks.Select(static sink => sink.Map)], SourceSpan.None),
        };
        return new StackEnvironment(Sources, sections, sinks, Diagnostics) { ClearsSinks = ClearsSinks };
    }
}
