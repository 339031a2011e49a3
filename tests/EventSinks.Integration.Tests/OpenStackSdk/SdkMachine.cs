using EventSinks.OpenStack;

namespace EventSinks.Integration.OpenStackSdk;

/// <summary>A case's files, in a folder of their own, and its variables.</summary>
internal sealed class SdkMachine : IDisposable
{
    /// <summary>Writes the files of a case.</summary>
    public SdkMachine(SdkCase of)
    {
        Variables = of.Variables.ToDictionary(
            pair => pair.Key, pair => pair.Value.Replace("@/", Root + "/", StringComparison.Ordinal), StringComparer.Ordinal);
        Directory.CreateDirectory(Path.Combine(Root, "here"));
        foreach (var (path, text) in of.Files)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(Root, path))!);
            File.WriteAllText(Path.Combine(Root, path), text);
        }
    }

    /// <summary>Gets the folder that stands for the machine.</summary>
    public string Root { get; } = Directory.CreateTempSubdirectory("clouds").FullName;

    /// <summary>Gets the variables.</summary>
    public Dictionary<string, string> Variables { get; }

    /// <summary>Gets what reads this machine here.</summary>
    public CloudReader Reader =>
        new(name => Variables.GetValueOrDefault(name), new(Path.Combine(Root, "here"), Path.Combine(Root, "home"), Path.Combine(Root, "etc")));

    public void Dispose() => Directory.Delete(Root, recursive: true);
}
