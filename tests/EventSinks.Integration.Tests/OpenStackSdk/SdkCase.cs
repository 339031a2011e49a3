namespace EventSinks.Integration.OpenStackSdk;

/// <summary>A machine with files and variables, and what is asked for.</summary>
/// <param name="Name">What is tried.</param>
internal sealed record SdkCase(string Name)
{
    private const string Here = "here/clouds.yaml";

    /// <summary>Gets the files: paths below the machine's root, and texts.</summary>
    public Dictionary<string, string> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the variables.</summary>
    public Dictionary<string, string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Gets the cloud that is asked for.</summary>
    public string? Cloud { get; private set; }

    /// <summary>Gets the region that is asked for.</summary>
    public string? Region { get; private set; }

    /// <summary>Adds a file.</summary>
    public SdkCase File(string text, string path = Here)
    {
        Files[path] = text;
        return this;
    }

    /// <summary>Adds variables, each as <c>NAME=value</c>; in values, <c>@/</c> is the machine's root.</summary>
    public SdkCase Set(params string[] variables)
    {
        foreach (var variable in variables)
        {
            var parts = variable.Split('=', 2);
            Variables[parts[0]] = parts[1];
        }

        return this;
    }

    /// <summary>Asks for a cloud, and perhaps a region.</summary>
    public SdkCase Ask(string? cloud, string? region = null)
    {
        (Cloud, Region) = (cloud, region);
        return this;
    }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
