using System.Numerics;

namespace EventSinks.Yaml.Parsing;

/// <summary>What makes two keys the same key in Python: 1, 1.0 and true are one, "1" is another.</summary>
/// <param name="Kind">Which values can be equal at all.</param>
/// <param name="Value">Compared within the kind.</param>
internal readonly record struct KeyIdentity(KeyKind Kind, object? Value)
{
    public static KeyIdentity Of(YamlScalar key) => key switch
    {
        YamlText text => new(KeyKind.Text, text.Value),
        YamlNull => new(KeyKind.Null, null),
        YamlBool boolean => OfInteger(boolean.Value ? 1 : 0),
        YamlInteger integer => OfInteger(integer.Value),
        YamlFloat number when double.IsInteger(number.Value) => OfInteger(new BigInteger(number.Value)),
        YamlFloat number => new(KeyKind.Number, number.Value),
        YamlBytes bytes => new(KeyKind.Bytes, Convert.ToHexString(bytes.Value.Span)),
        _ => new(KeyKind.Itself, key),
    };

    /// <summary>Gets a hash that whoever writes a text cannot foresee: numbers have none of their own that is.</summary>
    public override int GetHashCode() => Value switch
    {
        double number => HashCode.Combine(Kind, (int)BitConverter.DoubleToInt64Bits(number), (int)(BitConverter.DoubleToInt64Bits(number) >> 32)),
        _ => HashCode.Combine(Kind, Value),
    };

    private static KeyIdentity OfInteger(BigInteger value) => new(KeyKind.Integer, value);
}
