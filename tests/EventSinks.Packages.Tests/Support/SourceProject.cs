using System.Xml.Linq;

namespace EventSinks.Packages.Tests.Support;

/// <summary>A project in src, as its project file says: each one becomes a package.</summary>
/// <param name="Name">The name of its folder and its file, which is the package's id.</param>
/// <param name="File">Its project file.</param>
internal sealed record SourceProject(string Name, XDocument File)
{
    /// <summary>Gets all projects that are there, so that no list can miss a new one.</summary>
    public static IReadOnlyList<SourceProject> All { get; } =
    [
        .. Directory.EnumerateDirectories(Repository.PathOf("src")).SelectMany(static folder => Directory.EnumerateFiles(folder, "*.csproj"))
            .Select(static path => new SourceProject(Path.GetFileNameWithoutExtension(path), XDocument.Load(path)))
            .OrderBy(static project => project.Name, StringComparer.Ordinal),
    ];

    public string AssemblyName => Property("AssemblyName") ?? Name;

    public bool IsTool => Property("PackAsTool") == "true";

    public bool IsTemplate => Property("PackageType") == "Template";

    public bool IsPlugin => Property("EnableDynamicLoading") == "true";

    public string? Property(string name) => File.Descendants(name).SingleOrDefault()?.Value;

    public IEnumerable<string> References(string kind) =>
        File.Descendants(kind).Where(static element => (string?)element.Attribute("PrivateAssets") != "all")
            .Select(static element => Path.GetFileName((string)element.Attribute("Include")!.Value.Replace('\\', '/')))
            .Select(static name => name.EndsWith(".csproj", StringComparison.Ordinal) ? Path.GetFileNameWithoutExtension(name) : name);

    public override string ToString() => Name;
}
