namespace EventSinks.OpenStack.Clouds;

/// <summary>Where files with clouds are looked for, in openstacksdk's order (its <c>config/loader.py</c>, <c>CONFIG_SEARCH_PATH</c>).</summary>
/// <param name="Folders">The folders, the one that goes first at the front, each once.</param>
internal sealed record SearchPath(IReadOnlyList<string> Folders)
{
    private static readonly string[] Suffixes = [".yaml", ".yml", ".json"];

    /// <summary>Finds out where to look.</summary>
    public static SearchPath Of(Func<string, string?> variable, MachineFolders machine)
    {
        var home = Path.Combine(machine.Home, ".config");
        var unixHome = variable("SNAP_REAL_HOME") is { Length: > 0 } real ? Path.Combine(real, ".config") : home;
        var user = variable("XDG_CONFIG_HOME") is { Length: > 0 } folder ? folder : home;
        string[] site = variable("XDG_CONFIG_DIRS") is { Length: > 0 } list
            ? [.. list.Split(':', StringSplitOptions.RemoveEmptyEntries).Select(machine.Expand)]
            : [Path.Combine(machine.Etc, "xdg")];
        string[] roots = [user, unixHome, .. site, machine.Etc];
        return new([.. roots.Select(root => Path.Combine(root, "openstack")).Prepend(machine.Current).Distinct(StringComparer.Ordinal)]);
    }

    /// <summary>Gives the paths that a file may have.</summary>
    /// <param name="name">Its name without what says how it is written, for instance <c>clouds</c>.</param>
    public IEnumerable<string> Candidates(string name) =>
        Folders.SelectMany(_ => Suffixes, (folder, suffix) => Path.Combine(folder, name + suffix));
}
