using EventSinks.Packages.Tests.Support;

namespace EventSinks.Packages.Tests.Packed.Templates;

/// <summary>The template, installed from its package for the tests alone: the machine's own templates are left as they are.</summary>
internal sealed class TemplateHive
{
    private readonly Command _dotnet;
    private readonly string _hive;

    private TemplateHive(string folder)
    {
        _dotnet = LocalFeed.Dotnet(folder);
        _hive = Path.Combine(folder, "obj", "hive");
    }

    /// <summary>Installs it, for creating things in a folder.</summary>
    public static async Task<TemplateHive> InstallAsync(string folder)
    {
        var hive = new TemplateHive(folder);
        await hive.NewAsync("install", Path.Combine(LocalFeed.Packages, $"EventSinks.Templates.{LocalFeed.Version}.nupkg"));
        return hive;
    }

    public Task<string> CreateAsync(params string[] arguments) => NewAsync(["eventsink", .. arguments]);

    private Task<string> NewAsync(params string[] arguments) => _dotnet.RunAsync(["new", .. arguments, "--debug:custom-hive", _hive]);
}
