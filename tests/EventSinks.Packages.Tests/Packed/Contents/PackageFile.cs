using System.IO.Compression;
using System.Xml.Linq;

namespace EventSinks.Packages.Tests.Packed.Contents;

/// <summary>A package as a reader of it sees it: what it says of itself, and its files without those of the format.</summary>
internal sealed class PackageFile : IDisposable
{
    private static readonly string[] OfTheFormat = ["_rels/.rels", "[Content_Types].xml"];

    private readonly ZipArchive _archive;

    public PackageFile(string path)
    {
        _archive = ZipFile.OpenRead(path);
        using var nuspec = _archive.Entries.Single(static entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        Metadata = XDocument.Load(nuspec).Root!.Elements().Single();
    }

    public XElement Metadata { get; }

    public IReadOnlyList<string> Files =>
    [
        .. _archive.Entries.Select(static entry => entry.FullName)
            .Where(static name => !OfTheFormat.Contains(name, StringComparer.Ordinal)
                && !name.EndsWith(".nuspec", StringComparison.Ordinal) && !name.EndsWith(".psmdcp", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    public IEnumerable<(string Id, string Version)> Dependencies =>
        Metadata.Descendants(Name("dependency")).Select(static element => ((string)element.Attribute("id")!, (string)element.Attribute("version")!));

    public static PackageFile Of(string package, string extension = "nupkg") =>
        new(Path.Combine(LocalFeed.Packages, $"{package}.{LocalFeed.Version}.{extension}"));

    public string? Says(string name) => Metadata.Element(Name(name))?.Value;

    public XElement? Element(string name) => Metadata.Element(Name(name));

    public byte[] Read(string path)
    {
        using var content = (_archive.GetEntry(path) ?? throw new FileNotFoundException($"The package has no {path}.")).Open();
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return bytes.ToArray();
    }

    public string ReadText(string path)
    {
        using var reader = new StreamReader(new MemoryStream(Read(path)));
        return reader.ReadToEnd();
    }

    public void Dispose() => _archive.Dispose();

    private XName Name(string name) => Metadata.Name.Namespace + name;
}
