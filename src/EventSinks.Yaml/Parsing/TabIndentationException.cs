namespace EventSinks.Yaml.Parsing;

/// <summary>How the scanner tells the reader, through YamlDotNet's parser, that there is a tab where there must be none.</summary>
/// <param name="index">The index of the tab.</param>
internal sealed class TabIndentationException(int index) : Exception
{
    public int Index { get; } = index;
}
