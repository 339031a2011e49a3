using EventSinks.Yaml.Scalars;

namespace EventSinks.Yaml.Writing;

/// <summary>Writes a scalar on one line, so that it resolves to what it is. Text goes without quotes where it may.</summary>
internal static class ScalarText
{
    public static string Of(YamlScalar scalar) => scalar switch
    {
        YamlText text => PlainText.CanHold(text.Value) ? text.Value : QuotedText.Of(text.Value),
        YamlNull => "null",
        YamlBool boolean => boolean.Value ? "true" : "false",
        YamlFloat number => Of(number.Value),
        YamlBytes bytes => $"!!binary \"{Convert.ToBase64String(bytes.Value.Span)}\"",
        _ => scalar.ToPythonString(),
    };

    private static string Of(double number)
    {
        if (!double.IsFinite(number))
        {
            return double.IsNaN(number) ? ".nan" : number > 0 ? ".inf" : "-.inf";
        }

        // Without a dot it would be text: 1e+16.
        var written = PythonFloat.Repr(number);
        return written.Contains('.', StringComparison.Ordinal) ? written : written.Replace("e", ".0e", StringComparison.Ordinal);
    }
}
