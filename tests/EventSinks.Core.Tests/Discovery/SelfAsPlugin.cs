namespace EventSinks.Discovery;

/// <summary>Plug-in folders with copies of this test assembly, which exports sink types like any plug-in.</summary>
internal sealed class SelfAsPlugin : IDisposable
{
    public const string Name = "EventSinks.Core.Tests";

    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("eventsinks-self-");

    public static byte[] Bytes { get; } = File.ReadAllBytes(typeof(SelfAsPlugin).Assembly.Location);

    /// <summary>Writes a plug-in into a folder of plug-ins and gives that folder.</summary>
    public string Write(string folder, byte[] content)
    {
        var plugins = Path.Combine(_root.FullName, folder);
        File.WriteAllBytes(Path.Combine(Directory.CreateDirectory(Path.Combine(plugins, Name)).FullName, $"{Name}.dll"), content);
        return plugins;
    }

    public void Dispose() => _root.Delete(recursive: true);
}
