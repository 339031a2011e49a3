using System.Xml.Linq;

namespace EventSinks.Packages.Tests.Support;

/// <summary>The versions that this repository says.</summary>
internal static class CentralVersions
{
    /// <summary>Gets the version of what is in src, without what a preview has behind it.</summary>
    public static string Own { get; } = XDocument.Parse(Repository.Read("Directory.Build.props")).Descendants("VersionPrefix").Single().Value;

    /// <summary>Gets the versions of other people's packages.</summary>
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
