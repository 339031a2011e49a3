using EventSinks.Yaml;

namespace EventSinks.Environments;

/// <summary>
/// Loads an environment on top of another that is in force already, as Heat does for an update and for a nested stack. Merge strategies have
/// no part in it: they are for the files of one request.
/// </summary>
internal static class EnvironmentUpdate
{
    private static readonly string[] Inherited =
        [EnvironmentSections.ResourceRegistry, EnvironmentSections.ParameterDefaults, EnvironmentSections.EventSinks];

    public static StackEnvironment Apply(StackEnvironment before, StackEnvironment update)
    {
        var merged = new MergedEnvironment();
        foreach (var (name, section) in before.Sections.Where(static section => !EnvironmentSections.IsList(section.Key)))
        {
            merged.Set(name, section);
        }

        merged.AddLists(before, IsThereAlready);
        merged.AddLists(update, IsThereAlready);
        foreach (var section in new[]
        {
            EnvironmentSections.Parameters, EnvironmentSections.ParameterDefaults, EnvironmentSections.ParameterMergeStrategies,
        })
        {
            merged.Overlay(section, update, skipsNull: false);
        }

        if (update.Sections.GetValueOrDefault(EnvironmentSections.ResourceRegistry) is YamlMap registry)
        {
            merged.Set(EnvironmentSections.ResourceRegistry, RegistryUpdate.Apply(merged.FindMap(EnvironmentSections.ResourceRegistry), registry));
        }

        return merged.ToEnvironment();
    }

    public static StackEnvironment ForChild(StackEnvironment parent, StackEnvironment childOwn)
    {
        var sections = parent.Sections
            .Where(static section => Inherited.Contains(section.Key))
            .ToDictionary(static section => section.Key, static section => section.Value, StringComparer.Ordinal);

        // The parent's warnings have been said.
        return Apply(new StackEnvironment(parent.Sources, sections, parent.Sinks, []) { ClearsSinks = parent.ClearsSinks, Removals = parent.Removals }, childOwn);
    }

    // To say again what is in force is what updates do.
    private static void IsThereAlready(SinkDeclaration sink, SinkDeclaration earlier)
    {
    }
}
