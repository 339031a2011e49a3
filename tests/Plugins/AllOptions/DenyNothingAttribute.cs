using System.ComponentModel.DataAnnotations;

namespace AllOptions;

/// <summary>A rule of the plug-in's own: what it means, only its code knows.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DenyNothingAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => true;
}
