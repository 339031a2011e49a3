using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Releases;

/// <summary>A copy of what builds the contract, in a folder of its own, which git would take for a clone.</summary>
/// <param name="folder">Where it is.</param>
internal sealed class Checkout(string folder)
{
    public const string Commit = "0123456789abcdef0123456789abcdef01234567";
    public const string Remote = "https://github.com/example/event-sinks";

    private static readonly string[] Files = ["Directory.Build.props", "Directory.Packages.props", "src/Directory.Build.props", "src/Directory.Build.targets"];
    private static readonly string[] Folders = ["build", "src/EventSinks.Abstractions"];

    public static async Task<Checkout> MakeAsync(string name)
    {
        var folder = LocalFeed.NewFolder(name);
        var files = Files.Select(static file => Repository.PathOf(file))
            .Concat(Folders.SelectMany(static path => Directory.EnumerateFiles(Repository.PathOf(path), "*", SearchOption.AllDirectories)));
        foreach (var file in files)
        {
            var copy = Path.Combine(folder, Path.GetRelativePath(Repository.Root, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        Directory.CreateDirectory(Path.Combine(folder, ".git", "objects"));
        Directory.CreateDirectory(Path.Combine(folder, ".git", "refs"));
        await File.WriteAllTextAsync(Path.Combine(folder, ".git", "HEAD"), $"{Commit}\n");
        var checkout = new Checkout(folder);
        await checkout.ConfigureAsync($"[remote \"origin\"]\n\turl = {Remote}\n");
        return checkout;
    }

    public Task LoseRemoteAsync() => ConfigureAsync("");

    /// <summary>Packs as a release is packed, and gives the package; its output must hold no warning.</summary>
    public async Task<string> PackAsync(string output, params string[] more)
    {
        var said = await LocalFeed.Dotnet(folder).RunAsync(
            [
                "pack", "src/EventSinks.Abstractions", "--configuration", "Release", "--nologo", "--output", output,
                "-property:ContinuousIntegrationBuild=true", "-property:RunAnalyzers=false", .. more,
            ]);
        Assert.That(said, Does.Not.Contain("warning"));
        return Path.Combine(folder, output, $"EventSinks.Abstractions.{CentralVersions.Own}.nupkg");
    }

    private Task ConfigureAsync(string remote) =>
        File.WriteAllTextAsync(Path.Combine(folder, ".git", "config"), $"[core]\n\trepositoryformatversion = 0\n\tbare = false\n{remote}");
}
