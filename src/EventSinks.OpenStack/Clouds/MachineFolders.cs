namespace EventSinks.OpenStack.Clouds;

/// <summary>The folders of a machine that the search for files begins at.</summary>
/// <param name="Current">The current folder.</param>
/// <param name="Home">The user's home.</param>
/// <param name="Etc">The machine's own settings, <c>/etc</c>.</param>
internal sealed record MachineFolders(string Current, string Home, string Etc)
{
    /// <summary>Gives the folders of this process.</summary>
    /// <param name="variable">Gives a variable's value by its name, or null; <c>HOME</c> is asked for.</param>
    public static MachineFolders OfProcess(Func<string, string?> variable) => new(
        CurrentFolder(),
        variable("HOME") is { Length: > 0 } home ? home : Environment.GetFolderPath(Environment.SpecialFolder.UserProfile),
        "/etc");

    /// <summary>Gives a path with the home in the place of a <c>~</c> at its start.</summary>
    public string Expand(string path) => path switch
    {
        "~" => Home,
        ['~', '/', .. var rest] => Path.Combine(Home, rest.TrimStart('/')),
        _ => path,
    };

    private static string CurrentFolder()
    {
        try
        {
            return Environment.CurrentDirectory;
        }
        catch (IOException)
        {
            // Somebody has deleted it: there is nothing to find in it.
            return ".";
        }
    }
}
