using EventSinks.Environments;
using EventSinks.Storage;
using EventSinks.Yaml;

namespace EventSinks.Tool.Stores;

/// <summary>A lane of the store under the name that its declaration gives it.</summary>
/// <param name="Lane">The lane.</param>
/// <param name="Name">The declaration's own name; the key as a person writes it if there is none.</param>
internal sealed record NamedLane(StoredLane Lane, string Name)
{
    public string Key { get; } = Lane.Key.ToString();

    /// <summary>Gets whether it stands for a sink that is declared now, rather than one that ends or a replay.</summary>
    public bool IsDeclared => Lane is { End: null, Key.Replay: 0 };

    public static NamedLane Of(StoredLane lane) => new(lane, NameOf(lane));

    private static string NameOf(StoredLane lane)
    {
        try
        {
            var own = lane.Declaration is { } json && SinkDeclaration.FromJson(json).Map.Find("name")?.Value is YamlText name ? name.Value : null;
            return own is null ? lane.Key.ToString() : lane.Key.Replay == 0 ? own : $"{own}~{lane.Key.Replay}";
        }
        catch (EnvironmentFormatException)
        {
            // A damaged declaration is for whoever binds it to say.
            return lane.Key.ToString();
        }
    }
}
