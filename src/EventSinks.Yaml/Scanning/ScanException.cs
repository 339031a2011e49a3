using YamlDotNet.Core;

namespace EventSinks.Yaml.Scanning;

/// <summary>How the scanner says, through YamlDotNet's parser, that a text is no YAML.</summary>
/// <param name="start">Where what is wrong starts.</param>
/// <param name="end">Where it ends.</param>
/// <param name="message">What was found and what would be right.</param>
/// <param name="code">The code of the diagnostic.</param>
internal sealed class ScanException(Mark start, Mark end, string message, string code = YamlDiagnosticCodes.Syntax)
    : YamlException(start, end, message)
{
    public string Code { get; } = code;
}
