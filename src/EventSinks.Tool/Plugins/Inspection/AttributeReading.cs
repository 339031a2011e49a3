using System.Reflection;

namespace EventSinks.Tool.Plugins.Inspection;

/// <summary>Reads attributes as metadata has them: none is made, since its constructor would be the plug-in's code.</summary>
internal static class AttributeReading
{
    /// <summary>Says whether a member has an attribute.</summary>
    /// <param name="member">The member.</param>
    /// <param name="attribute">The attribute's full name: types of another load context are other types.</param>
    public static bool Has(this MemberInfo member, string attribute) => member.Find(attribute) is not null;

    /// <summary>Finds an attribute.</summary>
    /// <param name="member">The member.</param>
    /// <param name="attribute">The attribute's full name.</param>
    /// <returns>The attribute; null if the member does not have it.</returns>
    public static CustomAttributeData? Find(this MemberInfo member, string attribute) =>
        member.GetCustomAttributesData().FirstOrDefault(data => data.AttributeType.FullName == attribute);

    /// <summary>Gives an argument of its constructor.</summary>
    /// <returns>The value; null if there is no such argument.</returns>
    public static object? Argument(this CustomAttributeData attribute, int index) =>
        attribute.ConstructorArguments.Count > index ? Unwrap(attribute.ConstructorArguments[index]) : null;

    /// <summary>Gives what a property of it is set to.</summary>
    /// <returns>The value; null if it is not set.</returns>
    public static object? Named(this CustomAttributeData attribute, string name) =>
        attribute.NamedArguments.Where(argument => argument.MemberName == name).Select(static argument => Unwrap(argument.TypedValue)).FirstOrDefault();

    /// <summary>Gives a value without what says its type; the values of a list in a list.</summary>
    public static object? Unwrap(CustomAttributeTypedArgument argument) => argument.Value switch
    {
        CustomAttributeTypedArgument inner => Unwrap(inner),
        IReadOnlyCollection<CustomAttributeTypedArgument> list => list.Select(Unwrap).ToArray(),
        _ when argument.ArgumentType.IsEnum => OptionKind.NameOf(argument.ArgumentType, argument.Value),
        var value => value,
    };
}
