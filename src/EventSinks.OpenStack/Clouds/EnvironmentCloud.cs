using EventSinks.Yaml;

namespace EventSinks.OpenStack.Clouds;

/// <summary>The cloud that the <c>OS_*</c> variables make.</summary>
/// <param name="Name">What it is called: <c>envvars</c>, or what <c>OS_CLOUD_NAME</c> says.</param>
/// <param name="Variables">The variables that make it; none if there is no such cloud.</param>
/// <param name="Values">What they hold, as they stand.</param>
internal sealed record EnvironmentCloud(string Name, IReadOnlyList<string> Variables, YamlMap Values)
{
    /// <summary>Gets a value indicating whether there is such a cloud.</summary>
    public bool Exists => Variables.Count > 0;

    /// <summary>Gets where its settings come from.</summary>
    public CloudOrigin Origin => new(CloudOriginKind.Variables, Name, "the OS_* variables");

    /// <summary>Reads the variables; empty ones count as absent. A region alone makes no cloud.</summary>
    public static EnvironmentCloud Read(Func<string, string?> variable)
    {
        var found = CloudKeys.Flat
            .Order(StringComparer.Ordinal)
            .Select(key => (Key: key, Value: variable(CloudKeys.VariableOf(key))))
            .Where(pair => pair.Value is { Length: > 0 })
            .ToArray();
        return new(
            variable("OS_CLOUD_NAME") is { Length: > 0 } name ? name : "envvars",
            found.All(pair => pair.Key is CloudKeys.Region) ? [] : [.. found.Select(pair => CloudKeys.VariableOf(pair.Key))],
            Maps.Of(found.Select(pair => KeyValuePair.Create<string, YamlValue>(pair.Key, Maps.Text(pair.Value!)))));
    }
}
