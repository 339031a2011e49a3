using System.Xml.Linq;

namespace EventSinks.Packages.Tests.Support;

/// <summary>The versions of other people's packages, as Directory.Packages.props says.</summary>
internal static class CentralVersions
{
    public static IReadOnlyDictionary<string, string> All { get; } = Read();

    private static Dictionary<string, string> Read()
    {
        var file = XDocument.Parse(Repository.Read("Directory.Packages.props"));
        var extensions = file.Descendants("ExtensionsVersion").Single().Value;
        return file.Descendants("PackageVersion").ToDictionary(
            static element => (string)element.Attribute("Include")!,
            element => ((string)element.Attribute("Version")!).Replace("$(ExtensionsVersion)", extensions, StringComparison.Ordinal),
            StringComparer.Ordinal);
    }
}
