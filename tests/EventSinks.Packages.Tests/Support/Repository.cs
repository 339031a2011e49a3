namespace EventSinks.Packages.Tests.Support;

/// <summary>The repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = Find();

    public static string PathOf(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(PathOf(path));

    private static string Find()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "EventSinks.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException($"No EventSinks.sln above {AppContext.BaseDirectory}.");
        }

        return folder.FullName;
    }
}
